use super::xml::escape_attribute;

/// A form that a browser posts to the provider by itself (SAML Bindings 3.5.4), or at a press of its button without script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostForm {
    /// The provider's address; an https one, see [`super::idp_metadata`].
    pub action: String,
    /// Names and values of hidden fields, not escaped.
    pub fields: Vec<(&'static str, String)>,
}

impl PostForm {
    /// As HTML, everything escaped. `button` is in the reader's language.
    pub fn to_html(&self, button: &str) -> String {
        let hidden = |(name, value): &(&str, String)| {
            let (name, value) = (escape_attribute(name), escape_attribute(value));
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
        };
        let fields: String = self.fields.iter().map(hidden).collect();
        let (action, button) = (escape_attribute(&self.action), super::xml::escape(button));
        format!("<form method=\"post\" action=\"{action}\">{fields}<button>{button}</button></form>")
    }
}
