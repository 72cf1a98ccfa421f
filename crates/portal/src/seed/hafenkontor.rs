//! Hafenkontor Bremen, small, where everybody reads German.

use super::story::{List, Someone, Story, set};
use crate::{Result, access::Visitor, member, organization};
use contract::{Locale, Role};
use time::{Duration, macros::time};

pub(super) const SLUG: &str = "hafenkontor";
pub(super) const JUERGEN: &str = "juergen@hafenkontor.example";
pub(super) const SVENJA: &str = "svenja@hafenkontor.example";

const ANYBODY: Someone<'static> = Someone {
    name: "",
    address: "",
    locale: Locale::De,
    zone: "Europe/Berlin",
    ip: [198, 51, 100, 23],
    device: "Firefox · Windows",
    password: false,
};

pub(super) async fn tell(story: &Story, ana: &Visitor) -> Result<()> {
    story.at(24, time!(7:30)).await?;
    let juergen = story.sign_up(Someone { name: "Jürgen Öztürk", address: JUERGEN, password: true, ..ANYBODY }).await?;
    story.found(&juergen, "Hafenkontor Bremen", SLUG, Locale::De, "Europe/Berlin").await?;
    story.pass(Duration::minutes(11)).await?;
    let people = format!("Svenja Großmann-Überschär <{SVENJA}>\nPiotr Żuławski <piotr@hafenkontor.example>");
    let message = "Moin! Hier verwalten wir ab jetzt, wer bei uns was darf.";
    story.invite(&juergen, SLUG, List { people: &people, roles: &[Role::Member], locale: Locale::De, message, days: 14 }).await?;
    story.at(23, time!(8:15)).await?;
    let svenja = Someone { name: "Svenja Großmann-Überschär", address: SVENJA, device: "Safari · iPhone", password: true, ..ANYBODY };
    let (svenja, svenja_id) = story.join(svenja).await?;
    story.at(22, time!(9:40)).await?;
    member::change_roles(&story.can(&juergen, SLUG).await?, svenja_id, &set(&[Role::Administrator])).await?;
    story.pass(Duration::minutes(30)).await?;
    story.prove(&svenja, SLUG, "hafenkontor.example").await?;
    story.at(18, time!(11:05)).await?;
    let (piotr, _) = story.join(Someone { name: "Piotr Żuławski", address: "piotr@hafenkontor.example", ..ANYBODY }).await?;

    story.at(16, time!(13:50)).await?;
    let message = "Für die Prüfung der Frachtpapiere.";
    let list = List { people: super::acme::ANA, roles: &[Role::Auditor], locale: Locale::En, message, days: 7 };
    story.invite(&svenja, SLUG, list).await?;
    story.at(15, time!(8:20)).await?;
    story.accept(ana).await?;
    story.at(9, time!(7:55)).await?;
    organization::allow_copy_links(&story.can(&juergen, SLUG).await?, false).await?;
    story.at(2, time!(14:10)).await?;
    let list = List { people: "Änne Vößing <aenne@hafenkontor.example>", roles: &[Role::Member], locale: Locale::De, message: "", days: 7 };
    story.invite(&svenja, SLUG, list).await?;
    story.at(1, time!(6:40)).await?;
    story.visit(&piotr, SLUG).await?;
    story.ago(Duration::hours(2)).await?;
    story.visit(&juergen, SLUG).await.map(drop)
}
