//! Horizontal bars, the one plot that all comparisons here need.

const BAR: usize = 22;
const LABEL: usize = 190;
const WIDTH: usize = 720;

/// A plot of labelled values; `show` writes a value beside its bar. Without styles of its own
/// for dark pages: the background is white.
pub fn bars(title: &str, values: &[(String, f64)], show: impl Fn(f64) -> String) -> String {
    let largest = values.iter().map(|v| v.1).fold(f64::MIN_POSITIVE, f64::max);
    let height = 40 + values.len() * BAR + 10;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n\
         <text x=\"10\" y=\"22\" font-weight=\"bold\">{}</text>\n",
        escape(title)
    );
    for (i, (label, value)) in values.iter().enumerate() {
        let y = 36 + i * BAR;
        let width = value / largest * (WIDTH - LABEL - 110) as f64;
        let fill = if label == "jsc" { "#c2410c" } else { "#94a3b8" };
        out += &format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LABEL}\" y=\"{y}\" width=\"{width:.1}\" height=\"{}\" fill=\"{fill}\"/>\
             <text x=\"{:.1}\" y=\"{}\">{}</text>\n",
            LABEL - 8,
            y + 14,
            escape(label),
            BAR - 5,
            LABEL as f64 + width + 6.0,
            y + 14,
            escape(&show(*value)),
        );
    }
    out + "</svg>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_longest_bar_is_the_largest_value() {
        let svg = super::bars("t", &[("jsc".into(), 1.0), ("a<b".into(), 2.0)], |v| {
            format!("{v}")
        });
        assert!(
            svg.contains("width=\"210.0\"") && svg.contains("width=\"420.0\""),
            "{svg}"
        );
        assert!(svg.contains("a&lt;b"));
    }
}
