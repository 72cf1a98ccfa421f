use crate::{
    Result,
    load::{Connection, median},
    report::Report,
    server::Server,
    world::World,
};
use argon2::{Argon2, PasswordHasher};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hyper::StatusCode;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

const PASSWORD: &str = "a quiet harbour at dawn";

/// Sign-ins by password, and how often argon2 alone runs on the same cores, turn by turn.
pub async fn measure(_server: &Server, world: &World, lasting: Duration, runs: usize, report: &mut Report) -> Result<()> {
    let hash = Argon2::default().hash_password_with_salt(PASSWORD.as_bytes(), b"portico bench salt").map_err(|error| error.to_string())?.to_string();
    let most = i64::try_from(world.members.min(50_000))?;
    world
        .client
        .execute(
            "insert into person_password select md5('person' || n)::uuid, $1, now() from generate_series(1, $2::bigint) n on conflict do nothing",
            &[&hash, &most],
        )
        .await?;
    let cores = std::thread::available_parallelism()?.get();
    let addresses: Arc<Vec<String>> = {
        let rows = world.client.query("select address from person where id in (select person_id from person_password) limit 50000", &[]).await?;
        Arc::new(rows.iter().map(|row| row.get(0)).collect())
    };
    let next = Arc::new(AtomicU64::new(0));
    let (mut bare, mut signed_in) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        bare.push(argon2_alone(cores, lasting).await?);
        signed_in.push(sign_ins(cores * 4, lasting, &addresses, &next).await?);
    }
    let (bare, signed_in) = (median(&mut bare), median(&mut signed_in));
    report.line(&format!("argon2id alone (19 MiB, 2 passes), {cores} threads"), format!("{bare:.0}/s"));
    report.line("sign-ins by password (two forms each)", format!("{signed_in:.0}/s, {:.0} % of it", 100.0 * signed_in / bare));
    Ok(())
}

async fn argon2_alone(threads: usize, lasting: Duration) -> Result<f64> {
    let end = Instant::now() + lasting;
    let mut runs = JoinSet::new();
    for _ in 0..threads {
        runs.spawn_blocking(move || {
            let mut count = 0_u32;
            while Instant::now() < end {
                if Argon2::default().hash_password_with_salt(PASSWORD.as_bytes(), b"portico bench salt").is_ok() {
                    count += 1;
                }
            }
            count
        });
    }
    let mut count = 0;
    while let Some(run) = runs.join_next().await {
        count += run?;
    }
    Ok(f64::from(count) / lasting.as_secs_f64())
}

async fn sign_ins(connections: usize, lasting: Duration, addresses: &Arc<Vec<String>>, next: &Arc<AtomicU64>) -> Result<f64> {
    let end = Instant::now() + lasting;
    let mut people = JoinSet::new();
    for _ in 0..connections {
        let (addresses, next) = (addresses.clone(), next.clone());
        people.spawn(async move {
            let mut connection = Connection::open().await?;
            let mut count = 0_u32;
            while Instant::now() < end {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let address = &addresses[usize::try_from(n)? % addresses.len()];
                let visit = format!("portico_visit={}", URL_SAFE_NO_PAD.encode(u128::from(n + 1).to_be_bytes()));
                let client = format!("10.{}.{}.7", n / 250 % 250, n % 250);
                connection.post("/fn/sign-in/begin", &visit, &client, format!("address={}", address.replace('@', "%40"))).await?;
                let answer = connection.post("/fn/sign-in/password", &visit, &client, format!("password={}", PASSWORD.replace(' ', "+"))).await?;
                match answer.status {
                    StatusCode::SEE_OTHER => count += 1,
                    StatusCode::SERVICE_UNAVAILABLE => {}
                    status => return Err(format!("a sign-in was answered {status}").into()),
                }
            }
            Result::<_>::Ok(count)
        });
    }
    let mut count = 0;
    while let Some(person) = people.join_next().await {
        count += person??;
    }
    Ok(f64::from(count) / lasting.as_secs_f64())
}
