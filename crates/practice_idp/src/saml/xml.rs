//! Names of namespaces, and the little that reading and writing needs.

use roxmltree::Node;

pub(crate) const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(crate) const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(crate) const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(crate) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";
pub(crate) const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
pub(crate) const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

pub(crate) fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(namespace)
}

/// For text and for values of attributes alike.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// How one writer calls the elements of a namespace.
#[derive(Clone, Copy)]
pub(crate) struct Naming {
    prefix: &'static str,
    namespace: &'static str,
}

impl Naming {
    /// Without a prefix it is the default namespace.
    pub(crate) const fn new(prefix: &'static str, namespace: &'static str) -> Self {
        Self { prefix, namespace }
    }

    pub(crate) fn name(self, name: &str) -> String {
        match self.prefix {
            "" => name.to_owned(),
            prefix => format!("{prefix}:{name}"),
        }
    }

    /// The attribute that declares it.
    pub(crate) fn declaration(self) -> String {
        match self.prefix {
            "" => format!("xmlns=\"{}\"", self.namespace),
            prefix => format!("xmlns:{prefix}=\"{}\"", self.namespace),
        }
    }

    /// An element; `attributes` come with their own leading spaces, and `inner` is XML already.
    pub(crate) fn element(self, name: &str, attributes: &str, inner: &str) -> String {
        let name = self.name(name);
        match inner {
            "" => format!("<{name}{attributes}/>"),
            inner => format!("<{name}{attributes}>{inner}</{name}>"),
        }
    }
}
