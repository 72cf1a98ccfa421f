use super::api::PlayDomain;
use crate::ui::{Button, Card};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::domain::Domain;
use words::t;

/// The other end of the DNS, where a development portal answers for itself.
pub fn play(slug: &str, domain: &Domain, published: bool) -> AnyView {
    let (slug, id) = (slug.to_owned(), domain.id.to_string());
    let act = if published { t!(domains.play.withdraw) } else { t!(domains.play.publish) };
    view! {
        <Card title=t!(domains.play.title) text=t!(domains.play.text)>
            <form method="post" action=PlayDomain::url()>
                <input type="hidden" name="org" value=slug />
                <input type="hidden" name="domain" value=id />
                <input type="hidden" name="published" value=(!published).to_string() />
                <Button>{act}</Button>
            </form>
        </Card>
    }
    .into_any()
}
