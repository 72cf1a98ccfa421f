use super::Letter;
use crate::{Error, Portal, Result};
use contract::EmailAddress;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use std::time::Duration;

/// Who carries letters out: an SMTP server, or, where there is none, the development mailbox.
#[derive(Debug)]
pub enum Postman {
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
        /// For the whole conversation. lettre itself waits for ever for a server that has taken the connection.
        patience: Duration,
    },
    /// Keeps them in the database, to be read at `/dev/mailbox`.
    Mailbox,
}

impl Postman {
    /// For an SMTP URL (`smtp://`, `smtps://`, with `?tls=required` for STARTTLS) and a sender such as `Portico <no-reply@vendor.example>`.
    ///
    /// A server that has not taken a mail within `patience` has not taken it.
    ///
    /// # Errors
    /// A sentence about what is wrong with either.
    pub fn smtp(url: &str, from: &str, patience: Duration) -> std::result::Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| format!("the SMTP URL can't be used: {error}"))?;
        let from = from.parse().map_err(|error| format!("the sender can't be used: expected an address like `Name <name@host.example>`, {error}"))?;
        Ok(Self::Smtp { transport: transport.timeout(Some(patience)).build(), from, patience })
    }

    /// Sends one letter. Outside any transaction: a mail can't be rolled back.
    pub async fn send(&self, portal: &Portal, to: &EmailAddress, letter: &Letter) -> Result<()> {
        let (text, html) = (letter.text(&portal.settings)?, letter.html(&portal.settings)?);
        match self {
            Self::Smtp { transport, from, patience } => {
                let recipient = Mailbox::new(None, to.as_str().parse().map_err(Error::internal)?);
                let message = Message::builder()
                    .from(from.clone())
                    .to(recipient)
                    .subject(&letter.subject)
                    // RFC 3834, section 5: nobody's out-of-office should answer.
                    .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
                    .multipart(MultiPart::alternative_plain_html(text, html))
                    .map_err(Error::internal)?;
                let sent = tokio::time::timeout(*patience, transport.send(message)).await;
                sent.map_err(|_| Error::internal("the SMTP server took too long"))?.map_err(Error::internal)?;
            }
            Self::Mailbox => {
                let now = portal.clock.now();
                sqlx::query!(
                    "insert into dev_mail (id, at, recipient, subject, text_body, html_body) values ($1, $2, $3, $4, $5, $6)",
                    portal.chance.id(now),
                    now,
                    to.as_str(),
                    letter.subject,
                    text,
                    html
                )
                .execute(&portal.db.worker)
                .await?;
            }
        }
        Ok(())
    }
}
