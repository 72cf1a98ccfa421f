//! Meridian University Hospitals, with a long name and many people: for looking at long lists.

use super::{
    crowd,
    story::{List, Someone, Story, set},
};
use crate::{
    Result,
    access::{Can, Visitor, permission::ManageMembers},
    member,
};
use contract::{Locale, Role};
use time::{Duration, macros::time};

pub(super) const SLUG: &str = "meridian";
pub(super) const MARGARET: &str = "margaret@meridian.example";
pub(super) const THULANI: &str = "thulani@meridian.example";

const NAME: &str = "Meridian University Hospitals and Community Health Partnership";
const DOMAIN: &str = "meridian.example";
const ANYBODY: Someone<'static> =
    Someone { name: "", address: "", locale: Locale::En, zone: "Europe/London", ip: [203, 0, 113, 60], device: "Edge · Windows", password: false };
const DEVICES: [&str; 5] = ["Edge · Windows", "Chrome · Windows", "Safari · iPhone", "Firefox · Linux", "Chrome · Android"];

/// How many are invited on each working day from the nineteenth before today on.
const A_DAY: usize = 36;
const DAYS: u16 = 12;

pub(super) async fn tell(story: &Story) -> Result<()> {
    story.at(21, time!(9:00)).await?;
    let margaret = Someone { name: "Margaret Osei-Bonsu", address: MARGARET, password: true, ..ANYBODY };
    let margaret = story.sign_up(margaret).await?;
    story.found(&margaret, NAME, SLUG, Locale::En, "Europe/London").await?;
    let people = format!("Thulani Mbeki <{THULANI}>, Rosalind Achterberg <rosalind@{DOMAIN}>");
    story.invite(&margaret, SLUG, List { people: &people, roles: &[Role::Member], locale: Locale::En, message: "", days: 30 }).await?;
    story.pass(Duration::minutes(25)).await?;
    let (thulani, thulani_id) = story.join(Someone { name: "Thulani Mbeki", address: THULANI, password: true, ..ANYBODY }).await?;
    let rosalinds = format!("rosalind@{DOMAIN}");
    let (rosalind, rosalind_id) = story.join(Someone { name: "Rosalind Achterberg", address: &rosalinds, ..ANYBODY }).await?;
    story.at(20, time!(10:20)).await?;
    let manages: Can<ManageMembers> = story.can(&margaret, SLUG).await?;
    member::change_roles(&manages, thulani_id, &set(&[Role::PeopleAdministrator])).await?;
    member::change_roles(&manages, rosalind_id, &set(&[Role::Owner])).await?;
    story.pass(Duration::minutes(6)).await?;
    story.prove(&margaret, SLUG, DOMAIN).await?;

    let mut joined = Vec::new();
    for day in 0..DAYS {
        let group = usize::from(day) * A_DAY..usize::from(day + 1) * A_DAY;
        story.at(19 - day, time!(8:00)).await?;
        let days = if day < DAYS / 2 { 7 } else { 30 };
        let named = group.clone().map(crowd::name).map(|name| format!("\"{name}\" <{}>", crowd::address(&name, DOMAIN)));
        let people = named.collect::<Vec<_>>().join("\n");
        story.invite(&thulani, SLUG, List { people: &people, roles: &[Role::Member], locale: Locale::En, message: "", days }).await?;
        for n in group.filter(|n| n % 12 != 11) {
            // One in twelve doesn't answer: the earlier half of those invitations is over by now, the later half is open.
            story.pass(Duration::minutes(7)).await?;
            joined.push(arrive(story, n).await?);
        }
    }

    story.at(6, time!(9:00)).await?;
    for (n, (_, member)) in joined.iter().enumerate() {
        match (n % 67, n % 40) {
            (33, _) => member::suspend(&story.can(&thulani, SLUG).await?, *member).await?,
            (59, _) => member::remove(&story.can(&thulani, SLUG).await?, *member).await?,
            (_, 5) => member::change_roles(&story.can(&margaret, SLUG).await?, *member, &set(&[Role::Auditor])).await?,
            (_, 17) => member::change_roles(&story.can(&rosalind, SLUG).await?, *member, &set(&[Role::PeopleAdministrator, Role::Auditor])).await?,
            _ => continue,
        }
        story.pass(Duration::minutes(9)).await?;
    }
    for (n, (visitor, _)) in joined.iter().enumerate().filter(|(n, _)| n % 3 != 0 && !matches!(n % 67, 33 | 59)) {
        story.ago(Duration::minutes(14_000 - 33 * n as i64)).await?;
        story.visit(visitor, SLUG).await?;
    }

    story.at(2, time!(15:15)).await?;
    let message = "Would you look over our ward deliveries, as you did last year?";
    let list = List { people: super::acme::ANA, roles: &[Role::Auditor], locale: Locale::En, message, days: 14 };
    story.invite(&rosalind, SLUG, list).await?;
    story.ago(Duration::minutes(12)).await?;
    story.visit(&margaret, SLUG).await?;
    story.visit(&thulani, SLUG).await.map(drop)
}

async fn arrive(story: &Story, n: usize) -> Result<(Visitor, contract::MembershipId)> {
    let name = crowd::name(n);
    let address = crowd::address(&name, DOMAIN);
    let ip = [203, 0, 113, u8::try_from(n % 200).unwrap_or_default()];
    story.join(Someone { name: &name, address: &address, ip, device: DEVICES[n % DEVICES.len()], ..ANYBODY }).await
}
