use crate::{cookie, error::ApiError, ssr};
use http::header;
use portal::{
    Error, Result,
    form_return::{self, Kept, Undo},
};

/// One submitted form: what it is called, where its page is, what may be kept of it.
#[derive(Debug)]
pub struct Form {
    name: &'static str,
    page: String,
    kept: Kept,
}

/// Where to go after a form that succeeded.
#[derive(Debug, Default)]
pub struct Done {
    path: Option<String>,
    notice: Option<String>,
    undo: Option<Undo>,
    told: Vec<(&'static str, String)>,
}

impl Done {
    /// To another page of ours.
    pub fn to(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::default() }
    }

    /// To the form's own page.
    pub fn back() -> Self {
        Self::default()
    }

    /// With a word of what went well, in the reader's language, shown there once.
    #[must_use]
    pub fn saying(self, notice: impl Into<String>) -> Self {
        Self { notice: Some(notice.into()), ..self }
    }

    /// With a button beside that word which undoes it, by this form.
    #[must_use]
    pub fn undone_by(self, action: &str, fields: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { undo: Some(Undo { action: action.to_owned(), fields }), ..self }
    }

    /// Back with what was typed and this besides, for the page to render: an answer that is neither "done" nor a flaw of a field.
    #[must_use]
    pub fn telling(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.told.push((field, value.into()));
        self
    }
}

/// What the address of sign-in has where a form found its session over.
pub const OVER: &str = "over";

/// The name under which a word of success waits for whichever page comes next.
pub(super) const NOTICE: &str = "notice";

impl Form {
    /// `name` is unique among forms; `page` is the path it comes back to when it fails.
    pub fn new(name: &'static str, page: impl Into<String>) -> Self {
        Self { name, page: page.into(), kept: Kept::default() }
    }

    /// Keeps what was typed, should it fail. Never for secrets.
    #[must_use]
    pub fn keep(mut self, field: &str, value: &str) -> Self {
        self.kept.fields.entry(field.to_owned()).or_default().push(value.to_owned());
        self
    }

    /// Keeps a field that came several times.
    #[must_use]
    pub fn keep_all(mut self, field: &str, values: &[String]) -> Self {
        self.kept.fields.insert(field.to_owned(), values.to_vec());
        self
    }

    /// Does what was asked, and answers: a plain form is sent on (303) to where `Done` says, or back to its page with what was
    /// typed; a script gets the problem itself.
    ///
    /// # Errors
    /// The problem, to scripts only.
    pub async fn answer(mut self, act: impl Future<Output = Result<Done>>) -> Result<(), ApiError> {
        match act.await {
            Ok(done) => {
                if !done.told.is_empty() {
                    for (field, value) in done.told {
                        self.kept.fields.entry(field.to_owned()).or_default().push(value);
                    }
                    keep(self.name, &self.kept).await?;
                } else if let Some(notice) = done.notice {
                    let kept = Kept { notice: Some(notice), undo: done.undo, ..Kept::default() };
                    keep(NOTICE, &kept).await?;
                }
                ssr::see_other(&done.path.unwrap_or(self.page));
                Ok(())
            }
            Err(error) => self.fail(error).await,
        }
    }

    async fn fail(mut self, error: Error) -> Result<(), ApiError> {
        let signed_out = matches!(error, Error::Unauthenticated | Error::SignInAgain);
        let problem = ssr::problem(error);
        if !is_plain_form() {
            return Err(ApiError(problem));
        }
        if signed_out {
            // What was typed can't be kept for a session that is over; the page itself leads through sign-in and back.
            ssr::see_other(&format!("{}&{OVER}=", ssr::sign_in_and_back(&self.page)));
            return Ok(());
        }
        self.kept.problem = Some(problem);
        keep(self.name, &self.kept).await?;
        ssr::see_other(&self.page);
        Ok(())
    }
}

async fn keep(form: &'static str, kept: &Kept) -> Result<()> {
    form_return::keep(&ssr::portal()?, &ssr::visit()?, form, kept).await?;
    ssr::set_cookie(cookie::FORM, form, Some(cookie::TEN_MINUTES));
    Ok(())
}

/// Whether a browser submitted this as a page would, rather than a script.
fn is_plain_form() -> bool {
    ssr::headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}
