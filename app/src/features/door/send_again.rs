use crate::ui::LINK;
use leptos::prelude::*;
use portal::flow::Again;
use words::{rich, t};

/// "Nothing there? … send it again": a form of one button. The door script counts down what is left to wait; without script, pressing
/// too early says so.
#[component]
pub fn SendAgain(action: &'static str, again: Again) -> impl IntoView {
    let wait = match again {
        Again::Now => None,
        Again::In(left) => Some(left.whole_seconds() + 1),
        Again::Never(left) => {
            let minutes = left.whole_minutes() + 1;
            return view! { <p class="mt-6 text-sm text-muted">{t!(door.again.never, count = minutes)}</p> }.into_any();
        }
    };
    let button = move |children: ChildrenFn| {
        view! {
            <button
                data-wait=wait.map(|seconds| seconds.to_string())
                class=format!("{LINK} disabled:cursor-default disabled:text-muted disabled:no-underline")
            >
                {children()}
                <span data-left class="noscript:hidden">{wait.map(|seconds| format!(" {}:{:02}", seconds / 60, seconds % 60))}</span>
            </button>
        }
    };
    view! {
        <form method="post" action=action class="mt-6 text-sm text-muted">
            {rich!(door.again.now, <again> = button)}
        </form>
    }
    .into_any()
}
