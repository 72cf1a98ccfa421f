//! The colours of `style/tailwind.css` can be read: WCAG 2.2 AA in light and in dark.

use std::collections::BTreeMap;

const STYLESHEET: &str = include_str!("../../style/tailwind.css");

/// 1.4.3: text against what it lies on.
const TEXT: f64 = 4.5;
/// 1.4.11: the edge of a control against what surrounds it.
const EDGE: f64 = 3.0;

const GROUNDS: [&str; 4] = ["canvas", "surface", "raised", "sunken"];

#[test]
fn text_can_be_read_wherever_it_lies() {
    for ink in ["text", "soft", "muted", "accent", "accent-strong", "ok", "warn", "danger", "danger-strong", "info"] {
        for ground in GROUNDS.into_iter().chain(["chip"]) {
            assert_contrast(ink, ground, TEXT);
        }
    }
}

#[test]
fn colours_can_be_read_on_their_own_tint_and_text_on_colours() {
    for role in ["accent", "ok", "warn", "danger", "info"] {
        assert_contrast(role, &format!("{role}-tint"), TEXT);
        assert_contrast("text", &format!("{role}-tint"), TEXT);
        assert_contrast("soft", &format!("{role}-tint"), TEXT);
    }
    for tone in ["slate", "teal", "blue", "violet", "plum", "bronze"] {
        assert_contrast(&format!("tone-{tone}"), &format!("tone-{tone}-tint"), TEXT);
    }
    for (ink, ground) in [("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-danger", "danger"), ("on-danger", "danger-strong")] {
        assert_contrast(ink, ground, TEXT);
    }
}

#[test]
fn controls_and_the_focus_ring_can_be_seen() {
    for ground in GROUNDS {
        assert_contrast("control", ground, EDGE);
        assert_contrast("accent", ground, EDGE);
    }
}

fn assert_contrast(ink: &str, ground: &str, least: f64) {
    for (scheme, pick) in [("light", 0), ("dark", 1)] {
        let is = contrast(ink, ground, pick);
        assert!(is.is_some_and(|is| is >= least), "{ink} on {ground} in {scheme}: {is:.2?}, must be {least}");
    }
}

/// Between 1 and 21 (WCAG 2.2, "contrast ratio"); `None` for a token that isn't there.
fn contrast(ink: &str, ground: &str, pick: usize) -> Option<f64> {
    let tokens = tokens();
    let (ink, ground) = (luminance(tokens.get(ink)?[pick])?, luminance(tokens.get(ground)?[pick])?);
    Some((ink.max(ground) + 0.05) / (ink.min(ground) + 0.05))
}

/// `--color-<token>: light-dark(#light, #dark);`
fn tokens() -> BTreeMap<&'static str, [&'static str; 2]> {
    let declarations = STYLESHEET.lines().filter_map(|line| line.trim().strip_prefix("--color-")?.strip_suffix(");")?.split_once(": light-dark("));
    declarations.filter_map(|(token, both)| both.split_once(", ").map(|(light, dark)| (token, [light, dark]))).collect()
}

/// Relative luminance of `#rrggbb`.
fn luminance(hex: &str) -> Option<f64> {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(1)? + 0.7152 * channel(3)? + 0.0722 * channel(5)?)
}
