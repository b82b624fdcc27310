//! `serve`, `sync`, `hub serve`: laptops that reach each other over a network.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use engine::actions::{ByTurns, Meeting, Met};
use engine::station::{Deed, EngineStation, Invitations, Newcomers, StationEvent};
use engine::{Engine, EngineError, Gauge, actions};
use exchange::Limits;
use hub::{Config, HubFault, Journals, Listening, PageEvent};
use serde_json::{Value, json};

use super::exchange::{in_words, report, seat};
use crate::answer::Answer;
use crate::args::{Common, Hub, Network};
use crate::failure::Failed;
use crate::{files, shell, store};

/// Reaches others, or is reached by them.
pub(super) fn run(common: &Common, verb: &Network) -> Result<Answer, Failed> {
    match verb {
        Network::Serve { listen, invite, role, area } => serve(
            common,
            *listen,
            invite.as_deref().map(|campaign| (campaign, role.as_str(), area)),
        ),
        Network::Sync { address, campaign, device, code } => {
            sync(common, address, (campaign.as_deref(), device.as_deref()), code.as_deref())
        }
        Network::Hub(Hub::Serve { config }) => hub(common, config),
        Network::Hub(Hub::Phc { secret_file }) => phc(secret_file),
    }
}

fn hub(common: &Common, config: &Path) -> Result<Answer, Failed> {
    let in_words = |(code, why)| Failed::input(code, why);
    let text = String::from_utf8(files::read(config)?).map_err(|_| {
        in_words(("E-HUB-CONFIG", "Tệp cấu hình phải là văn bản UTF-8.".to_owned()))
    })?;
    let folder = config.parent().unwrap_or(Path::new(""));
    let config = Config::read(&text, folder).map_err(|fault| in_words(fault.in_words()))?;
    let listen = config.listen;
    let engine = Engine::open(&store::home(common)?, &store::secret(common)?, store::doors())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|_| no_network(listen))?;
    let started = |listening: &Listening| {
        let line = json!({
            "listening": listening.station.to_string(),
            "office": listening.office.map(|office| office.to_string()),
            "https": listening.secured,
            "device": listening.device,
        });
        // Nobody may listen any more; the machine works all the same.
        drop(shell::say_at_once(&line.to_string()));
    };
    let stopped = async {
        // A system that cannot tell of signals ends the program by other means.
        drop(until_stopped().await);
    };
    let journals = Journals { laptops: Box::new(tell), pages: Box::new(tell_of_pages) };
    let run = hub::run(engine, config, store::doors(), (started, journals), stopped);
    runtime.block_on(run).map_err(|fault| match fault {
        HubFault::Engine(error) => Failed::from(error),
        HubFault::Certificate(bad) => in_words(bad.in_words()),
        HubFault::Listen { address, .. } => no_network(address),
    })?;
    Ok(Answer::new(json!({ "stopped": true }), "Đã dừng máy chủ.\n"))
}

/// What a passphrase looks like in the configuration.
fn phc(secret: &Path) -> Result<Answer, Failed> {
    let (_, randomness) = store::doors();
    let phc = hub::phc(&files::read_secret(secret)?, randomness.as_ref())
        .map_err(|_| Failed::from(engine::words::Failure::internal()))?;
    Ok(Answer::new(json!({ "phc": phc }), format!("{phc}\n")))
}

/// `invite`: the campaign, the role and the areas of somebody who may come in by a code.
fn serve(
    common: &Common,
    listen: SocketAddr,
    invite: Option<(&str, &str, &Vec<String>)>,
) -> Result<Answer, Failed> {
    let engine = Engine::open(&store::home(common)?, &store::secret(common)?, store::doors())?;
    let key = engine.line_key()?;
    let device = key.public().to_string();
    let invitations = Invitations::default();
    let invitation = invite.map(|(campaign, role, areas)| {
        let campaign = engine.campaign_named(campaign)?;
        let seat = (seat(role)?, areas.clone());
        Ok::<_, Failed>(invitations.invite(&engine, campaign, seat)?)
    });
    let invitation = invitation.transpose()?;
    let engine = ByTurns::new(engine);
    let station = EngineStation::new(engine.clone(), Newcomers::Known, Box::new(tell));
    let station = Arc::new(station.inviting(&invitations));
    let runtime = tokio::runtime::Runtime::new().map_err(|_| no_network(listen))?;
    let served = runtime.block_on(async {
        let serving = exchange::serve(listen, &key, station, Limits::default()).await?;
        // Whoever looks around sees it, where the network allows that.
        let _announced = exchange::announce(key.public(), serving.address().port());
        let line = json!({
            "listening": serving.address().to_string(),
            "device": device,
            "code": invitation.map(|open| open.code),
        });
        shell::say_at_once(&line.to_string())?;
        let stopped = until_stopped().await;
        serving.stop().await;
        stopped
    });
    let closed = engine.close();
    served.map_err(|_| no_network(listen))?;
    closed?;
    Ok(Answer::new(json!({ "stopped": true }), "Đã dừng nhận kết nối.\n"))
}

/// Waits until somebody stops the program.
async fn until_stopped() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut ended = signal(SignalKind::terminate())?;
        tokio::select! {
            asked = tokio::signal::ctrl_c() => asked,
            _ = ended.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn no_network(listen: SocketAddr) -> Failed {
    Failed::input(
        "E-LISTEN",
        format!(
            "Không nhận kết nối được ở {listen}: cổng đang có chương trình khác dùng, hoặc địa chỉ không thuộc máy này. Hãy chọn địa chỉ, cổng khác."
        ),
    )
}

/// Tells what another machine did, a line each, for whoever watches or keeps the output.
fn tell(event: StationEvent) {
    let (deed, detail) = match event.deed {
        Deed::Brought(report) => ("brought", json!(report)),
        Deed::Fetched => ("fetched", Value::Null),
        Deed::Joined(name) => ("joined", Value::String(name)),
        Deed::Refused(code) => ("refused", Value::String(code)),
    };
    let line = json!({
        "at": store::doors().0.local().to_rfc3339(),
        "device": event.device,
        "campaign": event.campaign.to_string(),
        "deed": deed,
        "detail": detail,
    });
    // Nobody may listen any more; what was done is done.
    drop(shell::say_at_once(&line.to_string()));
}

/// Tells what happened at the pages, a line each.
fn tell_of_pages(event: PageEvent) {
    let (deed, detail) = match event {
        PageEvent::CertificateRenewed(until) => {
            ("certificate-renewed", json!({ "until": until.to_rfc3339() }))
        }
        PageEvent::CertificateKept(bad) => {
            let (code, message) = bad.in_words();
            ("certificate-kept", json!({ "code": code, "message": message }))
        }
        PageEvent::CertificateEnding(until) => {
            ("certificate-ending", json!({ "until": until.to_rfc3339() }))
        }
        PageEvent::Visit(visit) => {
            let (deed, file) = match visit.deed {
                hub::Deed::SignedIn => ("page-signed-in", None),
                hub::Deed::Refused => ("page-refused", None),
                hub::Deed::SignedOut => ("page-signed-out", None),
                hub::Deed::Downloaded(name) => ("page-downloaded", Some(name)),
                hub::Deed::Verified(name) => ("page-verified", Some(name)),
            };
            (deed, json!({ "who": visit.who, "file": file }))
        }
    };
    let at = store::doors().0.local().to_rfc3339();
    let line = json!({ "at": at, "deed": deed, "detail": detail });
    // As with laptops: nobody may listen any more.
    drop(shell::say_at_once(&line.to_string()));
}

fn sync(
    common: &Common,
    address: &str,
    (campaign, device): (Option<&str>, Option<&str>),
    code: Option<&str>,
) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let only = campaign.map(|name| engine.campaign_named(name)).transpose()?;
        let gauge = Gauge::default();
        let met = match code {
            Some(code) => actions::join(engine, address, code, &gauge),
            None => actions::meet(engine, address, (only, device), &gauge),
        };
        let meeting = met.map_err(|error: EngineError| Failed::from(error))?;
        let extended = catch_up(engine)?;
        let mut json = in_json(&meeting);
        if let Some(members) = json.as_object_mut() {
            members.insert("papers_extended".to_owned(), extended.into());
        }
        let mut text = told(&meeting);
        if extended != 0 {
            text.push_str(&format!("  bổ sung bằng chứng lâu dài cho {extended} văn bản\n"));
        }
        Ok(Answer::new(json, text))
    })
}

/// Gives signed papers what makes their signatures last, now that there is a network; how many got it.
/// What does not come now is asked for the next time.
fn catch_up(engine: &mut Engine) -> Result<u32, Failed> {
    if engine.trust()?.time_url.is_empty() {
        return Ok(0);
    }
    let extension: Result<_, EngineError> =
        actions::extend_papers(engine, &Gauge::default(), None, &[]);
    Ok(extension?.extended)
}

fn in_json(meeting: &Meeting) -> Value {
    let campaigns = meeting.campaigns.iter().map(|met| {
        json!({
            "brought": report(&met.brought),
            "handed": met.handed,
            "lacks": met.lacks,
        })
    });
    json!({
        "device": meeting.device,
        "name": meeting.name,
        "clock_ms": meeting.clock_ms,
        "campaigns": campaigns.collect::<Vec<_>>(),
    })
}

fn told(meeting: &Meeting) -> String {
    let name = if meeting.name.is_empty() { &meeting.device } else { &meeting.name };
    let mut text = format!("Đã trao đổi với {name}.\n");
    if let Some(remark) = engine::words::clock_remark(meeting.clock_ms) {
        text.push_str(&format!("  {remark}\n"));
    }
    for Met { brought, handed, lacks } in &meeting.campaigns {
        text.push_str(&in_words(brought));
        text.push_str(&format!(
            "  đã gửi: thêm {}, máy kia đã có {}, giữ riêng {}; ảnh, văn bản: {}\n",
            handed.added, handed.known, handed.quarantined, handed.files_added,
        ));
        let state = match lacks {
            0 => "máy kia đã báo nhận đủ".to_owned(),
            lacks => format!("máy kia còn thiếu {lacks}"),
        };
        text.push_str(&format!("  {state}\n"));
    }
    if meeting.campaigns.is_empty() {
        text.push_str("  Hai máy chưa có đợt kiểm tra nào chung.\n");
    }
    text
}
