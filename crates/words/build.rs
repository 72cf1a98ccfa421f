//! Turns `locales/` into the typed words of this crate.
//!
//! By leptos_i18n's own parser and generator, which its macros need anyway: `leptos_i18n_build` is the same two calls but brings
//! ICU's data generator with it, some hundred crates that nothing here uses.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_codegen::gen_code;
use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// A namespace is a file of `locales/en`: adding one there and its twin in `locales/de` is all it takes.
#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write by its environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let mut namespaces = Vec::new();
    for entry in fs::read_dir("locales/en")? {
        namespaces.extend(entry?.path().file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
    }
    namespaces.sort();

    let config = Config::new("en")?.add_locale("de")?.add_namespaces(namespaces)?.parse_options(ParseOptions::new().interpolate_display(true));
    let words = parse_locales(None, config)?;
    // A word that only one language has is a warning to leptos_i18n and an error to us.
    for missing in words.diag.warnings().iter() {
        println!("cargo::error={missing}");
    }
    for error in words.diag.errors().iter() {
        println!("cargo::error={error}");
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("words.rs"), gen_code(&words, None, false, None, false)?.to_string())?;
    Ok(())
}
