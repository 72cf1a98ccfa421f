use crate::{
    features::connections::guide,
    form::{Done, Filled},
    ui::ErrorSummary,
};
use leptos::prelude::*;
use portal::connection::Taken;
use words::t;

/// What became of what was brought. What can't be used is told as what it is, by a word that the page turns into a sentence.
pub fn taken(taken: Taken) -> Done {
    match taken {
        Taken::Metadata { entity_id, certificates, not_after } => {
            let day = words::day(not_after);
            Done::back().saying(t!(connections.taken.metadata, count = certificates, issuer = entity_id, day = day))
        }
        Taken::Url { entity_id } => Done::back().saying(t!(connections.taken.url, issuer = entity_id)),
        Taken::Certificates(count) => Done::back().saying(t!(connections.taken.certificates, count = count)),
        Taken::Several { providers } => {
            providers.into_iter().fold(Done::back().telling("taken", "several"), |done, one| done.telling("providers", one))
        }
        Taken::OidcDiscovery { issuer } => Done::back().telling("taken", "oidc").telling("detail", issuer),
        Taken::OwnMetadata => Done::back().telling("taken", "own"),
        Taken::OtherSp { entity_id } => Done::back().telling("taken", "other_sp").telling("detail", entity_id),
        Taken::PrivateKey => Done::back().telling("taken", "private_key"),
        Taken::Html => Done::back().telling("taken", "html"),
        Taken::Unknown => Done::back().telling("taken", "unknown"),
        Taken::Refused { code, stage } => Done::back().telling("taken", "refused").telling("code", code).telling("detail", stage),
    }
}

/// The sentence about it, at the head of the form; nothing where nothing came back.
pub(super) fn explained(form: &Filled, provider: &str) -> Option<AnyView> {
    let detail = form.typed("detail").unwrap_or_default().to_owned();
    let provider = provider.to_owned();
    let text = match form.typed("taken")? {
        "oidc" => t!(connections.taken.oidc, issuer = detail),
        "own" => t!(connections.taken.own, provider = provider),
        "other_sp" => t!(connections.taken.other_sp, entity_id = detail),
        "private_key" => t!(connections.taken.private_key).to_owned(),
        "html" => t!(connections.taken.html).to_owned(),
        // How far a fetch came (S15), or what the document lacks.
        "refused" => match form.value("code", "").as_str() {
            "S15" => t!(connections.taken.not_fetched, detail = stage(&detail)),
            code => t!(connections.taken.flawed, code = code.to_owned(), what = guide::code_title(code).to_owned(), detail = detail),
        },
        "several" => return None,
        _ => t!(connections.taken.unknown).to_owned(),
    };
    Some(view! { <ErrorSummary text /> }.into_any())
}

/// How far a fetch came, in words.
fn stage(told: &str) -> String {
    let (word, detail) = told.split_once(' ').unwrap_or((told, ""));
    match word {
        "dns" => t!(connections.taken.stage.dns).to_owned(),
        "private" => t!(connections.taken.stage.private).to_owned(),
        "connect" => t!(connections.taken.stage.connect).to_owned(),
        "tls" => t!(connections.taken.stage.tls).to_owned(),
        "http" => t!(connections.taken.stage.http).to_owned(),
        "status" => t!(connections.taken.stage.status, status = detail.to_owned()),
        "redirect" => t!(connections.taken.stage.redirect, to = detail.to_owned()),
        "size" => t!(connections.taken.stage.size).to_owned(),
        "time" => t!(connections.taken.stage.time).to_owned(),
        _ => t!(connections.taken.stage.parse).to_owned(),
    }
}
