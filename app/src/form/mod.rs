//! Plain forms: post, do, 303. When it fails, what was typed (never secrets) and what was wrong wait on the server, and the
//! page renders from them (DECISIONS 13), with the status where that is "later" (429 or 503 with Retry-After). One mechanism for every form;
//! with script or without it is the same.
//!
//! ```ignore
//! #[server(endpoint = "settings/rename", prefix = "/fn")]
//! pub async fn rename(org: String, #[server(default)] name: String) -> Result<(), ApiError> {
//!     Form::new(RENAME, format!("/o/{org}/settings")).keep("name", &name).answer(async {
//!         let can = ssr::org::<ManageSettings>(&org).await?;
//!         organization::rename(&can, &name).await?;
//!         Ok(Done::back().saying(t!(settings.renamed)))
//!     }).await
//! }
//! ```
//! and the page: `let form = Filled::of(RENAME).await;` then `form.value("name")`, `form.flaw("name")`.

mod answer;
mod filled;

pub use answer::{Done, Form, OVER};
pub use filled::Filled;
