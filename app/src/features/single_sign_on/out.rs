use super::key;
use crate::{
    cookie,
    features::door::room,
    shell::{DoorHeading, POSTS_TO},
    ssr,
    ui::{Button, Kind},
};
use contract::{EmailAddress, LocalPath};
use leptos::{nonce::use_nonce, prelude::*};
use portal::{
    Result,
    federation::{self, Outgoing, To},
};
use words::{Reader, t};

/// Sends this browser to a connection's provider.
///
/// # Errors
/// As [`federation::begin`].
pub async fn start() -> Result<AnyView> {
    only_as_a_page()?;
    let next = ssr::asked("next").and_then(|next| LocalPath::parse(&next).ok());
    let hint = ssr::asked("hint").and_then(|hint| EmailAddress::parse(&hint).ok());
    let (portal, visitor, key) = (ssr::portal()?, ssr::visitor(), key(&ssr::param("key"))?);
    let hint = hint.as_ref().map(EmailAddress::as_str);
    leave(federation::begin(&portal, &visitor, &key, next, hint, Reader::current().locale).await?)
}

/// Pictures, frames and scripts of other people's pages would use up what an office's addresses may begin, and fill its browsers with cookies.
pub(super) fn only_as_a_page() -> Result<()> {
    let navigated = ssr::headers().get("sec-fetch-dest").is_none_or(|what| what == "document");
    if navigated { Ok(()) } else { Err(portal::Error::Forbidden) }
}

/// By a redirect; or by a form, which goes by itself where there is script, and by its button where there is none (SAML Bindings 3.5.4).
pub(super) fn leave(outgoing: Outgoing) -> Result<AnyView> {
    let before = ssr::kept();
    before.iter().take((before.len() + 1).saturating_sub(ssr::WAYS_OUT)).for_each(|old| ssr::keep(old, 0));
    ssr::keep(&outgoing.kept, cookie::TEN_MINUTES);
    let form = match outgoing.to {
        To::Redirect(url) => {
            ssr::see_elsewhere(url.as_str());
            return Ok(().into_any());
        }
        To::Post(form) => form,
    };
    let origin = origin(&form.action).ok_or_else(|| portal::Error::internal("a provider at an address that no policy can name"))?;
    ssr::set_header(POSTS_TO, &origin);
    let fields = form.fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    room(view! {
        <DoorHeading title=t!(federation.out.title)>{t!(federation.out.text)}</DoorHeading>
        <form method="post" action=form.action id="out" class="grid">
            {fields}
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <script nonce=use_nonce()>"document.getElementById('out').submit()"</script>
    })
}

/// The origin of an address, if it can stand in a content security policy without being read as more than that.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".:-[]".contains(&b);
    (!authority.is_empty() && matches!(scheme, "https" | "http") && authority.bytes().all(plain)).then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn a_policy_names_an_origin_and_nothing_else() {
        assert_eq!(origin("https://idp.example:8443/sso?x=1").as_deref(), Some("https://idp.example:8443"));
        assert_eq!(origin("http://[::1]:3001/").as_deref(), Some("http://[::1]:3001"));
        for bad in ["javascript://x", "https://", "https://idp.example;script-src", "https://a b/", "idp.example"] {
            assert_eq!(origin(bad), None, "{bad}");
        }
    }
}
