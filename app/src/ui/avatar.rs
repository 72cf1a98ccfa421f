use leptos::prelude::*;

/// How large a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// 22 px, in a line of text.
    Small,
    /// 32 px, in a list.
    #[default]
    Medium,
    /// 48 px, at the head of a page.
    Large,
}

/// A person by their initials, in a tint that is always theirs. Decoration: the name stands beside it.
#[component]
pub fn Avatar(#[prop(into)] name: String, #[prop(optional)] size: Size) -> impl IntoView {
    view! {
        <span aria-hidden="true" class=format!("face {} {}", measure(size), tint(&name))>
            {initials(&name)}
        </span>
    }
    .into_any()
}

/// An organisation by its initials: square, as its mark will be.
#[component]
pub fn OrgMark(#[prop(into)] name: String, #[prop(optional)] size: Size) -> impl IntoView {
    view! {
        <span aria-hidden="true" class=format!("face rounded-control {} {}", measure(size), tint(&name))>
            {initials(&name)}
        </span>
    }
    .into_any()
}

const fn measure(size: Size) -> &'static str {
    match size {
        Size::Small => "size-5.5 text-[0.625rem]",
        Size::Medium => "",
        Size::Large => "size-12 text-base",
    }
}

/// The first letters of the first and the last word; of an address, its first letter.
fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    let mut words = name.split_whitespace();
    let first = words.next().and_then(letter);
    let last = words.next_back().and_then(letter);
    [first, last].into_iter().flatten().collect()
}

/// A stable choice (FNV-1a of the name), so that somebody looks the same on every page.
fn tint(name: &str) -> &'static str {
    const TINTS: [&str; 6] = [
        "bg-tone-slate-tint text-tone-slate",
        "bg-tone-teal-tint text-tone-teal",
        "bg-tone-blue-tint text-tone-blue",
        "bg-tone-violet-tint text-tone-violet",
        "bg-tone-plum-tint text-tone-plum",
        "bg-tone-bronze-tint text-tone-bronze",
    ];
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    TINTS[hash as usize % TINTS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ana Lindqvist"), "AL");
        assert_eq!(initials("Chidinma Ada Okonkwo-Fairweather"), "CO");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials("bo@acme.example"), "B");
        assert_eq!(initials(" (…) "), "");
    }
}
