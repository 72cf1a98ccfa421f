use super::{Door, Html, ProblemView};
use contract::Problem;
use leptos::prelude::*;

/// A whole document for a request that failed before or beside any page of ours. It asks nobody: not who is signed in, not
/// the database, which may be what failed.
#[component]
pub fn ProblemPage(
    options: LeptosOptions,
    problem: Problem,
    /// The request's path and query.
    here: String,
    vendor: String,
) -> impl IntoView {
    view! {
        <Html options islands=false prefetch=false>
            <Door vendor here=here.clone()>
                <ProblemView problem here />
            </Door>
        </Html>
    }
}
