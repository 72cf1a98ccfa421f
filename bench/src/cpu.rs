//! What the processors spent on the portal and on PostgreSQL, from proc_pid_stat(5). Whatever else runs on the machine makes a
//! request take longer, but not cost more.

use crate::{Result, server::Server, world::World};

/// Linux tells user space a hundredth of a second at a time, everywhere (`USER_HZ`).
const TICK_MS: f64 = 10.0;

/// Milliseconds so far.
#[derive(Clone, Copy)]
pub struct Spent {
    portal: f64,
    postgres: f64,
}

impl Spent {
    pub async fn until_now(server: &Server, world: &World) -> Result<Self> {
        let portal = Process::of(server.id()?)?;
        let backend: i32 = world.client.query_one("select pg_backend_pid()", &[]).await?.get(0);
        let postmaster = Process::of(Process::of(backend.try_into()?)?.parent)?;
        // Those that have ended are counted by the postmaster, those that live count themselves.
        let mut postgres = postmaster.own + postmaster.ended;
        for entry in std::fs::read_dir("/proc")? {
            let id = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
            if let Some(Ok(child)) = id.map(Process::of)
                && child.parent == postmaster.id
            {
                postgres += child.own;
            }
        }
        Ok(Self { portal: portal.own, postgres })
    }

    /// Since then, for each of so many requests: the portal, PostgreSQL.
    pub fn each(self, before: Self, requests: usize) -> (f64, f64) {
        ((self.portal - before.portal) / requests as f64, (self.postgres - before.postgres) / requests as f64)
    }
}

/// Milliseconds that this program itself has spent so far.
pub fn own() -> Result<f64> {
    Ok(Process::of(std::process::id())?.own)
}

struct Process {
    id: u32,
    parent: u32,
    /// In user and in kernel mode.
    own: f64,
    /// The same of children that have ended.
    ended: f64,
}

impl Process {
    fn of(id: u32) -> Result<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
        // The name may hold anything, even parentheses: what follows the last one is numbers, beginning with the third field.
        let fields: Vec<&str> = stat.rsplit_once(')').ok_or("no name")?.1.split_whitespace().collect();
        let ms = |field: usize| Result::<f64>::Ok(fields.get(field - 3).ok_or("too few fields")?.parse::<f64>()? * TICK_MS);
        Ok(Self { id, parent: fields.get(1).ok_or("no parent")?.parse()?, own: ms(14)? + ms(15)?, ended: ms(16)? + ms(17)? })
    }
}
