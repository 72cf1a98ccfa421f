use std::net::Ipv4Addr;

/// Endings that no list of the public DNS has (RFC 6761, section 6) and that stand for the others wherever something is tried out.
const FOR_TRYING_OUT: [&str; 2] = ["example", "test"];

/// Legal forms and degrees that are also hosts, written without the space that belongs there. Each is one domain, so none can be had by
/// whoever would like to advertise.
const HONEST: [&str; 7] = ["co.kg", "co.ltd", "pte.ltd", "pty.ltd", "pvt.ltd", "dr.med", "s.a.de"];

/// Other characters that browsers take for the dot between labels (RFC 3490, section 3.1).
const DOTS: [char; 4] = ['\u{2024}', '\u{3002}', '\u{FF0E}', '\u{FF61}'];

/// Whether a mail program would make a link of some part of the text: a scheme, `www.`, an address of the Internet Protocol, or a host
/// whose ending the public DNS has. It is the ending that tells `x.com` from `Node.js`.
pub(crate) fn mentions_web_address(text: &str) -> bool {
    let text = text.replace(DOTS, ".");
    let lower = text.to_lowercase();
    lower.contains("://") || lower.contains("www.") || words(&text).any(|(word, rest)| is_host(word, rest))
}

/// Whatever could be a host, and what comes after each.
fn words(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begun = rest.trim_start_matches(parts);
        let (word, after) = begun.split_at(begun.find(parts).unwrap_or(begun.len()));
        rest = after;
        (!word.is_empty()).then_some((word, after))
    })
}

/// Whether no host has it in it: white space and punctuation. Signs of other scripts may belong to a letter.
fn parts(c: char) -> bool {
    let is_punctuation = c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '_');
    let is_foreign = matches!(c, '\u{A1}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{2010}'..='\u{205E}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}');
    c.is_whitespace() || is_punctuation || is_foreign
}

fn is_host(word: &str, after: &str) -> bool {
    let host = word.trim_matches(['.', '-', '_']);
    if host.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    let Some((before, top)) = host.rsplit_once('.').filter(|(before, _)| !before.ends_with('.')) else { return false };
    let lower = host.to_lowercase();
    let is_known = FOR_TRYING_OUT.iter().any(|ending| top.eq_ignore_ascii_case(ending)) || is_public(&lower);
    let is_page = after.starts_with(['/', '?', '#', ':']) && !word.ends_with('.');
    is_known && (is_page || !(is_initials(before, top) || HONEST.contains(&lower.as_str())))
}

/// Whether the host has an ending of the public suffix list.
#[cfg(not(target_family = "wasm"))]
fn is_public(host: &str) -> bool {
    psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Names are read by the server; in the browser, where nothing of ours reads any, the list is left out and every ending is one.
#[cfg(target_family = "wasm")]
fn is_public(_: &str) -> bool {
    true
}

/// "J.Kim" and "M.Sc": single capitals before a capitalised word.
fn is_initials(before: &str, top: &str) -> bool {
    let is_capital = |label: &str| label.chars().count() == 1 && label.chars().all(char::is_uppercase);
    let mut letters = top.chars();
    before.split('.').all(is_capital) && letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_and_companies_are_none() {
        for text in [
            "Ana Lindqvist",
            "J.R.R. Tolkien",
            "J.R. Smith",
            "J.R.Smith",
            "J.Kim",
            "St. Mary",
            "St.Mary O’Neill",
            "Ana Lindqvist, M.Sc.",
            "Ph.D., B.Sc./M.A.",
            "Dr.med. Müller",
            "Dr.med.Müller",
            "Müller GmbH & Co. KG",
            "Müller GmbH & Co.KG",
            "Shenzhen Harbour Co.Ltd.",
            "Acme S.p.A.",
            "Grupo Faro S.A.de C.V.",
            "Verein e.V./Berlin",
            "E.ON SE",
            "L.L.Bean",
            "Node.js",
            "No.1 & 3M",
            "C# and .NET",
            "李小龍",
            "你好。再见",
            "As I said...it is at 10:30 a.m.",
            "Version 1.2.3, e.g. today?",
        ] {
            assert!(!mentions_web_address(text), "{text}");
        }
    }

    #[test]
    fn whatever_becomes_a_link_is_one() {
        for text in [
            "win at https://evil.example",
            "www.evil.invalid",
            "Free money evil.com",
            "Visit prizes.example/now",
            "(evil.io)",
            "t.me/prize",
            "wa.me/436641234567",
            "x.com",
            "go to x.com, now",
            "EVIL.COM",
            "Evil.Com!",
            "evil.com.",
            "evil.com:8080",
            "evil.com?id=1",
            "evil.com#x",
            "evil.co.uk",
            "co.ltd/prize",
            "T.Me/prize",
            "J.Kim/now",
            "ana@evil.com",
            "“evil.click”",
            "пример.рф",
            "ПРИМЕР.РФ",
            "xn--e1afmkfd.xn--p1ai",
            "例え.みんな",
            "evil。com",
            "192.0.2.7",
            "evil.ck",
        ] {
            assert!(mentions_web_address(text), "{text}");
        }
    }
}
