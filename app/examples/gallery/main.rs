//! Every part in every state, and both layouts, as plain pages: `cargo run -p app --example gallery -- OUT_DIR`.
//! With `npx tailwindcss -i style/tailwind.css -o OUT_DIR/pkg/portico.css` and the files of `public/` beside them they look as
//! the portal does, in both languages; with the frontend's wasm in `OUT_DIR/pkg` as well, islands wake.

mod door;
mod forms;
mod guides;
mod house;
mod lists;
mod members;

use app::shell::Html;
use contract::Locale;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::{env, error::Error, fs, path::PathBuf};
use time::macros::datetime;
use words::Reader;

/// A page: what it is called, and how it is drawn.
type Page = (&'static str, fn() -> AnyView);

const PAGES: [Page; 9] = [
    ("door-address", door::address),
    ("door-code", door::code),
    ("door-password", door::password),
    ("door-invitation", door::invitation),
    ("door-problem", door::problem),
    ("members", members::page),
    ("home", house::home),
    ("forms", forms::page),
    ("lists", lists::page),
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::args().nth(1).ok_or("where to?")?);
    let islands = out.join("pkg/portico.wasm").exists();
    for locale in Locale::ALL {
        let folder = out.join(locale.tag());
        fs::create_dir_all(&folder)?;
        for (name, page) in PAGES {
            fs::write(folder.join(format!("{name}.html")), draw(locale, islands, page))?;
        }
        for (provider, protocol) in guides::pages() {
            let name = format!("guide-{}-{}", provider.key(), protocol.key());
            fs::write(folder.join(format!("{name}.html")), draw(locale, islands, move || guides::page(provider, protocol)))?;
        }
    }
    Ok(())
}

fn draw(locale: Locale, islands: bool, page: impl FnOnce() -> AnyView + Send + 'static) -> String {
    Owner::new().with(|| {
        provide_meta_context();
        provide_context(Reader { locale, zone: TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC), now: datetime!(2026-11-23 13:02 UTC) });
        let options = LeptosOptions::builder().output_name("portico").build();
        view! {
            <Html options islands prefetch=false>
                {page()}
            </Html>
        }
        .to_html()
    })
}
