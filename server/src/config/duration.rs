//! Spans of time as people write them in settings: `90s`, `30m`, `12h`, `14d`.

use std::time::Duration;

pub fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || "expected a number and a unit, s, m, h or d: for example 30m or 14d".to_owned();
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let count: u32 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    Ok(Duration::from_secs(u64::from(count) * seconds))
}

/// The same in the largest unit that leaves no rest.
pub fn print(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (count, unit) = [(86_400, 'd'), (3_600, 'h'), (60, 'm')]
        .into_iter()
        .find(|(length, _)| seconds > 0 && seconds.is_multiple_of(*length))
        .map_or((seconds, 's'), |(length, unit)| (seconds / length, unit));
    format!("{count}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_as_the_same() {
        for text in ["0s", "20s", "90s", "30m", "12h", "14d"] {
            assert_eq!(print(parse(text).unwrap()), text);
        }
    }

    #[test]
    fn a_number_without_a_unit_is_refused() {
        for text in ["", "14", "d", "1.5h", "-1d", "14 d", "1ü"] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }
}
