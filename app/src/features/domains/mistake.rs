use crate::ui::{Banner, Tone};
use leptos::prelude::*;
use portal::domain::{Domain, Mistake};
use words::{rich, t};

/// Why the proof probably isn't found, and what to do; nothing when nothing is known.
pub fn mistakes(domain: &Domain, found: Vec<Mistake>) -> Option<AnyView> {
    if found.is_empty() {
        return None;
    }
    let lines = found.into_iter().map(|mistake| view! { <li>{said(domain, mistake)}</li> }).collect_view();
    Some(view! { <Banner tone=Tone::Warn title=t!(domains.mistake.title)><ul class="grid gap-1">{lines}</ul></Banner> }.into_any())
}

fn said(domain: &Domain, mistake: Mistake) -> AnyView {
    let right = domain.host();
    match mistake {
        Mistake::HostDoubled { host } => {
            let short = domain.short_host();
            rich!(domains.mistake.doubled, host, short, <b> = <code class="font-mono text-xs break-all" />).into_any()
        }
        Mistake::OtherHost { host } => rich!(domains.mistake.other_host, host, right, <b> = <code class="font-mono text-xs break-all" />).into_any(),
        Mistake::Quotes => t!(domains.mistake.quotes).into_any(),
        Mistake::Truncated => t!(domains.mistake.truncated).into_any(),
        Mistake::OnlyToken => t!(domains.mistake.only_token).into_any(),
        Mistake::OldToken => t!(domains.mistake.old).into_any(),
        Mistake::SeveralTokens => t!(domains.mistake.several).into_any(),
    }
}
