use crate::{
    Result,
    load::{Connection, median},
    report::Report,
    world,
    world::World,
};
use hyper::StatusCode;
use std::{collections::VecDeque, ops::Range, sync::Arc, time::Instant};
use tokio::{sync::Mutex, task::JoinSet};

const ACCEPTANCES: u64 = 500;
const CONNECTIONS: usize = 16;

/// People who are members elsewhere accept invitations by the button: into one organisation, whose seats are counted under one
/// lock, and into as many as there are acceptances.
pub async fn measure(world: &World, runs: usize, report: &mut Report) -> Result<()> {
    let mut last = world.members;
    let count = ACCEPTANCES.min((world.members - world.largest) / (2 * runs as u64 + 1));
    for (name, all_in_one) in [("into one organisation", true), ("into many", false)] {
        let mut rates = Vec::new();
        for _ in 0..runs {
            rates.push(accept(invite(world, last - count..last, all_in_one).await?).await?);
            last -= count;
        }
        report.line(&format!("acceptances {name}, {CONNECTIONS} connections"), format!("{:.0}/s", median(&mut rates)));
    }
    Ok(())
}

/// How many a second.
async fn accept(waiting: VecDeque<(String, String)>) -> Result<f64> {
    let (count, waiting, started) = (waiting.len(), Arc::new(Mutex::new(waiting)), Instant::now());
    let mut people = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let waiting = waiting.clone();
        people.spawn(async move {
            let mut connection = Connection::open().await?;
            loop {
                let Some((cookie, id)) = waiting.lock().await.pop_front() else { return Result::<_>::Ok(()) };
                let answer = connection.post("/fn/invitation/accept-own", &cookie, "10.1.1.1", format!("id={id}")).await?;
                if answer.status != StatusCode::SEE_OTHER {
                    return Err(format!("an acceptance was answered {}", answer.status).into());
                }
            }
        });
    }
    while let Some(person) = people.join_next().await {
        person??;
    }
    Ok(count as f64 / started.elapsed().as_secs_f64())
}

/// Invites these people, who are in other organisations than the second and the middle ones; answers their cookies.
async fn invite(world: &World, people: Range<u64>, all_in_one: bool) -> Result<VecDeque<(String, String)>> {
    let mut waiting = VecDeque::new();
    for n in people {
        let cookie = world::sign_in(&world.client, n).await?;
        // Their own organisation's neighbour, or the largest.
        let org = if all_in_one {
            "select md5('org1')::uuid".to_owned()
        } else {
            format!(
                "select md5('org' || (select case when substr(slug, 5)::bigint > 2 then substr(slug, 5)::bigint - 1 else 3 end
                       from org_slug join membership m using (org_id) where m.person_id = md5('person{n}')::uuid limit 1))::uuid"
            )
        };
        let row = world
            .client
            .query_one(
                &format!(
                    "with made as (
                        insert into invitation (org_id, id, address, locale, message, status, days, expires_at, invited_by, created_at)
                        select o.org_id, gen_random_uuid(), p.address, 'en', '', 'pending', 7, now() + interval '7 days',
                               (select membership_id from membership_role r where r.org_id = o.org_id and r.role = 'owner' limit 1), now()
                          from organization o, person p
                         where o.org_id = ({org}) and p.id = md5('person{n}')::uuid
                        returning org_id, id),
                      role as (insert into invitation_role select org_id, id, 'member' from made)
                     select id::text from made"
                ),
                &[],
            )
            .await?;
        waiting.push_back((cookie, row.get(0)));
    }
    Ok(waiting)
}
