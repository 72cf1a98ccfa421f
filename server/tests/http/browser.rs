//! A browser without script: keeps cookies, follows redirects, fills in forms.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, Method, StatusCode, header};
use testkit::Person;

use crate::site::{Site, text, to};

/// What a form is sent as unless it says otherwise.
const FORM: &str = "application/x-www-form-urlencoded";

pub struct Browser<'a> {
    site: &'a Site,
    cookies: BTreeMap<String, String>,
    /// Those that end when it is closed.
    passing: BTreeSet<String>,
    /// Whether the next form comes from another site's page.
    cross_site: bool,
    /// Where it is, after every redirect.
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub page: String,
    /// Every answer so far: what was asked, and its head.
    pub trail: Vec<(String, StatusCode, HeaderMap)>,
}

impl<'a> Browser<'a> {
    pub fn new(site: &'a Site) -> Self {
        Self {
            site,
            cookies: BTreeMap::new(),
            passing: BTreeSet::new(),
            cross_site: false,
            path: String::new(),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            page: String::new(),
            trail: Vec::new(),
        }
    }

    /// One in which that person is signed in.
    pub async fn of(site: &'a Site, person: &Person) -> Self {
        let cookie = site.cookie_of(person).await;
        let (name, value) = cookie.split_once('=').unwrap();
        Self { cookies: BTreeMap::from([(name.to_owned(), value.to_owned())]), ..Self::new(site) }
    }

    pub async fn open(&mut self, path: &str) -> &str {
        let mut path = path.strip_prefix("http://portico.test").unwrap_or(path).to_owned();
        for _ in 0..10 {
            let response = self.send(Method::GET, &path, FORM, "").await;
            match location(&response) {
                Some(next) => path = next,
                None => {
                    self.status = response.status();
                    self.headers = response.headers().clone();
                    self.path = path;
                    self.page = text(response).await;
                    return &self.page;
                }
            }
        }
        panic!("redirected in a circle at {path}");
    }

    /// Submits the form of the page that posts there, or that has a button elsewhere which does, with what it holds and these fields.
    pub async fn submit(&mut self, action: &str, fields: &[(&str, &str)]) -> &str {
        let button =
            self.page.split("<button").filter_map(|tag| tag.split('>').next()).find(|tag| tag.contains(&format!(" formaction=\"{action}\"")));
        let owner = button.and_then(|tag| tag.split_once(" form=\"")?.1.split('"').next());
        let mark = owner.map_or_else(|| format!("action=\"{action}\""), |id| format!(" id=\"{id}\""));
        let form = self.page.split("<form").find(|form| form.contains(&mark));
        let form = form.unwrap_or_else(|| panic!("no form for {action} at {}:\n{}", self.path, self.page));
        let form = form.split("</form>").next().unwrap();
        let mut typed: BTreeMap<String, String> =
            form.split("<input").skip(1).filter_map(held).chain(form.split("<select").skip(1).filter_map(chosen)).collect();
        for (name, value) in fields {
            assert!(form.contains(&format!("name=\"{name}\"")), "the form for {action} has no {name}:\n{form}");
            typed.insert((*name).to_owned(), (*value).to_owned());
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&typed).finish();
        let response = self.send(Method::POST, action, FORM, body).await;
        self.follow(action, response).await
    }

    /// Chooses a file and sends it, as the page's form would.
    pub async fn upload(&mut self, action: &str, field: &str, file: &[u8]) -> &str {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n");
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let response = self.send(Method::POST, action, "multipart/form-data; boundary=edge", body).await;
        self.follow(action, response).await
    }

    /// Presses a button whose answer is a page, not a way to one.
    pub async fn press(&mut self, action: &str) -> &str {
        let response = self.send(Method::POST, action, FORM, "").await;
        self.status = response.status();
        self.page = text(response).await;
        &self.page
    }

    async fn follow(&mut self, action: &str, response: Response) -> &str {
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{action} answered {}", response.status());
        let next = location(&response).unwrap();
        self.open(&next).await
    }

    /// Asks for a page, and goes nowhere from there.
    pub async fn ask(&mut self, path: &str) -> Response {
        self.send(Method::GET, path.strip_prefix("http://portico.test").unwrap_or(path), FORM, "").await
    }

    /// A form that another site's page posts: of the cookies only those go along that are meant to (`SameSite=None`).
    pub async fn post_from_elsewhere(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let path = path.strip_prefix("http://portico.test").unwrap_or(path);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kept = std::mem::take(&mut self.cookies);
        self.cookies = kept.iter().filter(|(name, _)| name.starts_with("portico_sso_")).map(|(name, value)| (name.clone(), value.clone())).collect();
        self.cross_site = true;
        let response = self.send(Method::POST, path, FORM, body).await;
        self.cross_site = false;
        let set = std::mem::replace(&mut self.cookies, kept);
        self.cookies.extend(set);
        response
    }

    /// Goes where an answer leads, if anywhere.
    pub async fn go_on(&mut self, response: Response) -> &str {
        match location(&response) {
            Some(next) => self.open(&next).await,
            None => {
                self.status = response.status();
                self.page = text(response).await;
                &self.page
            }
        }
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie into it, as somebody else might.
    pub fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Closes it, and opens it again.
    pub fn close(&mut self) {
        let passing = std::mem::take(&mut self.passing);
        self.cookies.retain(|name, _| !passing.contains(name));
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Response {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let mut request = to(path).method(method.clone()).header(header::COOKIE, cookies).header(header::ACCEPT, "text/html");
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, kind).header("sec-fetch-site", if self.cross_site { "cross-site" } else { "same-origin" });
        }
        let response = self.site.send(request.body(body.into()).unwrap()).await;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=") {
                self.passing.remove(name);
            } else {
                self.passing.insert(name.to_owned());
            }
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        self.trail.push((format!("{method} {path}"), response.status(), response.headers().clone()));
        response
    }
}

fn location(response: &Response) -> Option<String> {
    if !response.status().is_redirection() {
        return None;
    }
    response.headers().get(header::LOCATION).map(|location| location.to_str().unwrap().to_owned())
}

/// Name and value of an input that would be sent as it stands.
fn held(input: &str) -> Option<(String, String)> {
    let tag = input.split('>').next()?;
    let value_of = |name: &str| tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned());
    let is_unticked = matches!(value_of("type").as_deref(), Some("checkbox" | "radio")) && !tag.contains(" checked");
    let is_disabled = tag.ends_with(" disabled") || tag.contains(" disabled ");
    if is_unticked || is_disabled {
        return None;
    }
    Some((value_of("name")?, unescaped(&value_of("value").unwrap_or_default())))
}

/// Name and value of a list as it stands: what is selected, else its first entry.
fn chosen(list: &str) -> Option<(String, String)> {
    let (name, _) = list.split_once(" name=\"")?.1.split_once('"')?;
    let options: Vec<&str> = list.split("</select>").next()?.split("<option").skip(1).collect();
    let tag = |option: &&str| option.split('>').next().unwrap_or_default().to_owned();
    let selected = options.iter().map(tag).find(|tag| tag.contains(" selected")).or_else(|| options.first().map(tag))?;
    let (value, _) = selected.split_once(" value=\"")?.1.split_once('"')?;
    Some((name.to_owned(), unescaped(value)))
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
