use super::Done;
use crate::Result;
use contract::OrgId;
use sqlx::PgConnection;
use std::collections::HashMap;

/// The steps that are done, by [`super::Step`]'s key: a branch each.
pub(super) async fn done(db: &mut PgConnection, org: OrgId) -> Result<HashMap<String, Done>> {
    let rows = sqlx::query!(
        r#"(select 'address_verified' as "step!", m.display_name as "by!", p.address_verified_at as "at!"
              from membership m join person p on p.id = m.person_id
             where m.org_id = $1 and m.source = 'founder'
             order by m.joined_at
             limit 1)
           union all
           (select 'colleague_invited', first.actor_name, first.at
              from ((select id, actor_name, at from event where org_id = $1 and kind = 'invitation_sent' order by id limit 1)
                    union all
                    (select id, actor_name, at from event where org_id = $1 and kind = 'join_approved' order by id limit 1)) as first
             order by first.id
             limit 1)
           union all
           (select 'colleague_in', target_label, at
              from event
             where org_id = $1 and kind = 'member_joined' and detail ->> 'source' <> 'founder'
             order by id
             limit 1)
           union all
           (select 'second_owner', coalesce(made.actor_name, m.display_name), r.granted_at
              from membership_role r
              join membership m on m.org_id = r.org_id and m.id = r.membership_id and m.status = 'active'
              left join lateral (select e.actor_name from event e
                                  where e.org_id = r.org_id and e.target_id = r.membership_id and e.at <= r.granted_at
                                    and e.kind in ('roles_changed', 'member_joined')
                                  order by e.id desc
                                  limit 1) as made on true
             where r.org_id = $1 and r.role = 'owner'
             order by r.granted_at, r.membership_id
            offset 1
             limit 1)
           union all
           (select 'domain_proven', coalesce(found.actor_name, ''), d.since
              from domain d
              left join lateral (select e.actor_name from event e
                                  where e.org_id = d.org_id and e.target_id = d.id and e.kind = 'domain_proven' and e.at = d.since
                                  limit 1) as found on true
             where d.org_id = $1 and d.state = 'proven'
             order by d.since, d.id
             limit 1)
           union all
           (select 'single_sign_on_tested', m.display_name, t.ended_at
              from connection_test t
              join membership m on m.org_id = t.org_id and m.id = t.asked_by
             where t.org_id = $1 and t.state = 'passed'
             order by t.id
             limit 1)
           union all
           (select 'single_sign_on_on', coalesce(found.actor_name, m.display_name), v.activated_at
              from connection c
              join connection_version v on v.org_id = c.org_id and v.connection_id = c.id and v.stage = 'live'
              join membership m on m.org_id = v.org_id and m.id = v.created_by
              left join lateral (select e.actor_name from event e
                                  where e.org_id = c.org_id and e.target_id = c.id and e.kind = 'connection_activated'
                                  order by e.id
                                  limit 1) as found on true
             where c.org_id = $1 and c.state = 'active'
             order by v.activated_at, c.id
             limit 1)"#,
        org.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.step, Done { by: row.by, at: row.at })).collect())
}

/// Of those who are owners now; twenty are enough to tell.
pub(super) async fn owners_addresses(db: &mut PgConnection, org: OrgId) -> Result<Vec<String>> {
    let addresses = sqlx::query_scalar!(
        "select m.address from membership m
          where m.org_id = $1 and m.status = 'active'
            and m.id in (select r.membership_id from membership_role r where r.org_id = $1 and r.role = 'owner')
          limit 20",
        org.0
    );
    Ok(addresses.fetch_all(db).await?)
}
