use super::{
    Columns, Draft, MadeFor, Sheet, Terms,
    act::Invitee,
    model::{LastMail, State, Subject},
    plan::{Seats, Standing},
};
use crate::{Error, Result, access::permission, db::jsonb, secret::SecretHash};
use contract::{DraftId, InvitationId, MembershipId, OrgId};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Where these addresses stand with the organisation; those that don't are left out. Members are found by the word that their
/// address is.
pub(super) async fn standings(db: &mut PgConnection, org: OrgId, addresses: &[String], now: OffsetDateTime) -> Result<Vec<(String, Standing)>> {
    let rows = sqlx::query!(
        r#"select m.address as "address!", m.status as "status!"
             from member_word w join membership m on m.org_id = w.org_id and m.id = w.membership_id
            where w.org_id = $1 and w.word = any($2) and m.address = w.word
            union all
           select address, 'invited' from invitation where org_id = $1 and address = any($2) and status = 'pending' and expires_at > $3"#,
        org.0,
        addresses,
        now
    )
    .fetch_all(db)
    .await?;
    let mut standings: Vec<(String, Standing)> = rows
        .into_iter()
        .map(|row| {
            let standing = match row.status.as_str() {
                "invited" => Standing::Invited,
                "removed" => Standing::Removed,
                "suspended" => Standing::Suspended,
                _ => Standing::Member,
            };
            (row.address, standing)
        })
        .collect();
    // Whoever was removed and has been invited again is invited: the last one counts.
    standings.sort_by_key(|(_, standing)| *standing != Standing::Removed);
    Ok(standings)
}

pub(super) async fn seats(db: &mut PgConnection, org: OrgId, now: OffsetDateTime) -> Result<Seats> {
    Ok(sqlx::query_as!(
        Seats,
        r#"select seats_taken as taken, seat_limit as "limit",
                  (select count(*) from invitation i where i.org_id = $1 and i.status = 'pending' and i.expires_at > $2) as "invited!"
             from organization where org_id = $1"#,
        org.0,
        now
    )
    .fetch_one(db)
    .await?)
}

pub(super) async fn created_since(db: &mut PgConnection, org: OrgId, since: OffsetDateTime) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from invitation where org_id = $1 and created_at > $2"#, org.0, since);
    Ok(count.fetch_one(db).await?)
}

/// Makes invitations, or makes expired ones new. Answers which there are now; addresses with an open one are not among them.
pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    by: MembershipId,
    people: &[Invitee],
    terms: &Terms,
    expires_at: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<Vec<(InvitationId, String)>> {
    let ids: Vec<Uuid> = people.iter().map(|invitee| invitee.id.0).collect();
    let addresses: Vec<String> = people.iter().map(|invitee| invitee.address.to_string()).collect();
    let names: Vec<String> = people.iter().map(|invitee| invitee.name.as_ref().map(ToString::to_string).unwrap_or_default()).collect();
    let made: Vec<(InvitationId, String)> = sqlx::query!(
        "insert into invitation (org_id, id, address, name, locale, message, status, days, expires_at, invited_by, created_at, mail_asked_at)
         select $1, id, address, name, $5, $6, 'pending', $7, $8, $9, $10, $10 from unnest($2::uuid[], $3::text[], $4::text[]) as asked (id, address, name)
             on conflict (org_id, address) where status = 'pending' do update
            set name = excluded.name, locale = excluded.locale, message = excluded.message, days = excluded.days,
                expires_at = excluded.expires_at, invited_by = excluded.invited_by, created_at = excluded.created_at, mail_asked_at = excluded.mail_asked_at
          where invitation.expires_at <= excluded.created_at
         returning id, address",
        org.0,
        &ids,
        &addresses,
        &names,
        terms.locale.tag(),
        terms.message.as_str(),
        i32::from(terms.days),
        expires_at,
        by.0,
        now
    )
    .fetch_all(&mut *db)
    .await?
    .into_iter()
    .map(|row| (InvitationId(row.id), row.address))
    .collect();

    let (mut granted_to, mut granted) = (Vec::new(), Vec::new());
    for invitee in people {
        let Some((id, _)) = made.iter().find(|(_, address)| address == invitee.address.as_str()) else { continue };
        granted_to.extend(std::iter::repeat_n(id.0, invitee.roles.len()));
        granted.extend(permission::keys(&invitee.roles));
    }
    sqlx::query!(
        "with before as (delete from invitation_role where org_id = $1 and invitation_id = any($2) and (invitation_id, role) not in (select * from unnest($2, $3::text[])))
         insert into invitation_role (org_id, invitation_id, role)
         select $1, id, role from unnest($2::uuid[], $3::text[]) as granted (id, role)
             on conflict do nothing",
        org.0,
        &granted_to,
        &granted
    )
    .execute(db)
    .await?;
    Ok(made)
}

/// Holds the invitation's row until the transaction ends.
pub(super) async fn lock(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<Option<Subject>> {
    let row = sqlx::query!(
        r#"select address, status, days, expires_at, mail_asked_at, last_sent_at,
                  (select m.display_name from membership m where m.org_id = $1 and m.id = invited_by) as "inviter!",
                  array(select r.role from invitation_role r where r.org_id = $1 and r.invitation_id = $2) as "roles!"
             from invitation where org_id = $1 and id = $2 for no key update"#,
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Subject {
        address: row.address,
        state: State::of(&row.status, row.expires_at, now),
        expires_at: row.expires_at,
        inviter: row.inviter,
        days: row.days,
        roles: permission::roles(&row.roles),
        mail: LastMail { asked_at: row.mail_asked_at, sent_at: row.last_sent_at },
    }))
}

pub(super) async fn renew(db: &mut PgConnection, org: OrgId, id: InvitationId, by: MembershipId, expires_at: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation set expires_at = $4, invited_by = $3 where org_id = $1 and id = $2", org.0, id.0, by.0, expires_at)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn mail_asked(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation set mail_asked_at = $3 where org_id = $1 and id = $2", org.0, id.0, now).execute(db).await?;
    Ok(())
}

/// The invitation of an address that isn't ended, held until the transaction ends.
pub(super) async fn open_of(db: &mut PgConnection, org: OrgId, address: &str) -> Result<Option<InvitationId>> {
    let id =
        sqlx::query_scalar!("select id from invitation where org_id = $1 and address = $2 and status = 'pending' for no key update", org.0, address);
    Ok(id.fetch_optional(db).await?.map(InvitationId))
}

pub(super) async fn revoke(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation set status = 'revoked', ended_at = $3 where org_id = $1 and id = $2", org.0, id.0, now).execute(&mut *db).await?;
    end_secrets(db, org, id, now).await
}

/// Accepted by whoever is this member, and none of its links works any more.
pub(super) async fn accepted(db: &mut PgConnection, org: OrgId, id: InvitationId, by: MembershipId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation set status = 'accepted', ended_at = $4, accepted_by = $3 where org_id = $1 and id = $2", org.0, id.0, by.0, now)
        .execute(&mut *db)
        .await?;
    end_secrets(db, org, id, now).await
}

/// None of an ended invitation's links works any more (DECISIONS 9).
async fn end_secrets(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation_secret set revoked_at = $3 where org_id = $1 and invitation_id = $2 and revoked_at is null", org.0, id.0, now)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn copies_links(db: &mut PgConnection, org: OrgId) -> Result<bool> {
    Ok(sqlx::query_scalar!("select copy_links from organization where org_id = $1", org.0).fetch_one(db).await?)
}

pub(super) async fn insert_secret(
    db: &mut PgConnection,
    org: OrgId,
    invitation: InvitationId,
    id: Uuid,
    hash: SecretHash,
    made_for: MadeFor,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into invitation_secret (org_id, id, invitation_id, secret_hash, made_for, created_at) values ($1, $2, $3, $4, $5, $6)",
        org.0,
        id,
        invitation.0,
        hash.as_slice(),
        made_for.key(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn mailed(db: &mut PgConnection, org: OrgId, id: InvitationId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation set sends = sends + 1, last_sent_at = $3 where org_id = $1 and id = $2", org.0, id.0, now).execute(db).await?;
    Ok(())
}

/// Keeps a list.
pub(super) async fn keep_draft(db: &mut PgConnection, org: OrgId, draft: &Draft, by: MembershipId, expires_at: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "insert into invitation_draft (org_id, id, created_by, sheet, terms, expires_at) values ($1, $2, $3, $4, $5, $6)",
        org.0,
        draft.id.0,
        by.0,
        jsonb(&draft.sheet)?,
        jsonb(&draft.terms)?,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves somebody the newest of their lists.
pub(super) async fn forget_older_drafts(db: &mut PgConnection, org: OrgId, by: MembershipId, keep: i64) -> Result<()> {
    sqlx::query!(
        "delete from invitation_draft where org_id = $1 and id in (
             select id from invitation_draft where org_id = $1 and created_by = $2 order by expires_at desc, id offset $3)",
        org.0,
        by.0,
        keep
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn forget_expired_drafts(db: &mut PgConnection, org: OrgId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from invitation_draft where org_id = $1 and expires_at <= $2", org.0, now).execute(db).await?;
    Ok(())
}

/// One's own list only: nobody sees what a colleague is about to do.
pub(super) async fn draft(db: &mut PgConnection, org: OrgId, id: DraftId, by: MembershipId, now: OffsetDateTime) -> Result<Option<Draft>> {
    let row = sqlx::query!(
        "select sheet, terms from invitation_draft where org_id = $1 and id = $2 and created_by = $3 and expires_at > $4",
        org.0,
        id.0,
        by.0,
        now
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let sheet: Sheet = serde_json::from_value(row.sheet).map_err(Error::internal)?;
        let terms: Terms = serde_json::from_value(row.terms).map_err(Error::internal)?;
        Ok(Draft { id, sheet, terms })
    })
    .transpose()
}

/// Whether there was one to change.
pub(super) async fn change_draft(
    db: &mut PgConnection,
    org: OrgId,
    id: DraftId,
    by: MembershipId,
    columns: Columns,
    terms: &Terms,
    now: OffsetDateTime,
) -> Result<bool> {
    let changed = sqlx::query!(
        "update invitation_draft set sheet = jsonb_set(sheet, '{columns}', $4), terms = $5 where org_id = $1 and id = $2 and created_by = $3 and expires_at > $6",
        org.0,
        id.0,
        by.0,
        jsonb(&columns)?,
        jsonb(terms)?,
        now
    );
    Ok(changed.execute(db).await?.rows_affected() > 0)
}

/// Whether there was one to forget.
pub(super) async fn delete_draft(db: &mut PgConnection, org: OrgId, id: DraftId, by: MembershipId) -> Result<bool> {
    let deleted = sqlx::query!("delete from invitation_draft where org_id = $1 and id = $2 and created_by = $3", org.0, id.0, by.0);
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}
