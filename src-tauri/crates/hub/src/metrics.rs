//! Numbers for whoever watches over the hub: how many, never who or what.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, Utc};

use crate::office::Desk;

/// The route of what no route answers to: whatever people make up must not become a label.
const NO_ROUTE: &str = "none";

/// What was counted since the hub was started.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    sign_ins_refused: AtomicU64,
    uploads_verified: AtomicU64,
    /// In seconds since 1970; 0 for pages without a certificate.
    certificate_until: AtomicI64,
}

impl Metrics {
    fn count(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = requests.entry((route.to_owned(), status)).or_default();
        *count = count.saturating_add(1);
    }

    /// Counts a sign-in that was refused.
    pub(crate) fn sign_in_refused(&self) {
        self.sign_ins_refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a file that was judged, whatever the verdict.
    pub(crate) fn upload_verified(&self) {
        self.uploads_verified.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes until when the certificate of the pages holds.
    pub(crate) fn certificate_holds_until(&self, until: DateTime<Utc>) {
        self.certificate_until.store(until.timestamp(), Ordering::Relaxed);
    }

    /// Everything as text.
    ///
    /// # Source
    ///
    /// Prometheus, text-based exposition format 0.0.4.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from("# TYPE bienban_hub_requests_total counter\n");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((route, status), count) in requests.iter() {
            // Writing into a text cannot fail.
            writeln!(
                text,
                "bienban_hub_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}"
            )
            .ok();
        }
        let singles = [
            ("bienban_hub_sign_ins_refused_total", &self.sign_ins_refused),
            ("bienban_hub_uploads_verified_total", &self.uploads_verified),
        ];
        for (name, count) in singles {
            let count = count.load(Ordering::Relaxed);
            writeln!(text, "# TYPE {name} counter\n{name} {count}").ok();
        }
        let until = self.certificate_until.load(Ordering::Relaxed);
        if until != 0 {
            let name = "bienban_hub_certificate_not_after_seconds";
            writeln!(text, "# TYPE {name} gauge\n{name} {until}").ok();
        }
        text
    }
}

/// Counts each answer by its route and status.
pub(crate) async fn count(
    State(desk): State<Arc<Desk>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    desk.metrics.count(route, response.status().as_u16());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_and_status_is_a_line_of_whole_numbers() {
        let metrics = Metrics::default();
        metrics.count("/", 200);
        metrics.count("/", 200);
        metrics.count(NO_ROUTE, 404);
        metrics.sign_in_refused();
        assert!(!metrics.text().contains("certificate"));
        metrics.certificate_holds_until(DateTime::from_timestamp(1_700_000_000, 0).unwrap());
        let text = metrics.text();
        for line in [
            "bienban_hub_requests_total{route=\"/\",status=\"200\"} 2\n",
            "bienban_hub_requests_total{route=\"none\",status=\"404\"} 1\n",
            "bienban_hub_sign_ins_refused_total 1\n",
            "bienban_hub_uploads_verified_total 0\n",
            "bienban_hub_certificate_not_after_seconds 1700000000\n",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
