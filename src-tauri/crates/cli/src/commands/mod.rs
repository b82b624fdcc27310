//! The commands, one noun a file.

mod campaign;
mod checklist;
mod exchange;
mod follow_up;
mod init;
mod minutes;
mod network;
mod notice;
mod paper;
mod receive;
mod sample;
mod sign;
mod store;
mod tokens;
mod typing;
mod verify;
mod visit;

use engine::words::Failure;
use serde::Serialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::args::{Arguments, Command};
use crate::failure::Failed;

/// Does what was asked.
pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failed> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Init { profile } => init::init(common, profile),
        Command::Schema { name } => schema(name),
        Command::Checklist(verb) => checklist::run(common, verb),
        Command::Campaign(verb) => campaign::run(common, verb),
        Command::Export { campaign, format, out } => {
            campaign::export(common, campaign, *format, out)
        }
        Command::Visit(verb) => visit::run(common, verb),
        Command::Minutes(verb) => minutes::run(common, verb),
        Command::Notice(verb) => notice::run(common, verb),
        Command::Evidence(verb) => visit::evidence(common, verb),
        Command::FollowUp(verb) => follow_up::run(common, verb),
        Command::Sign(asked) => sign::sign(common, asked),
        Command::Number(asked) => sign::number(common, asked),
        Command::Tokens { pkcs11_module } => tokens::list(pkcs11_module.as_deref()),
        Command::AttachSigned { visit, brought } => sign::attach(common, visit, brought),
        Command::Verify { file, trust, extract } => {
            verify::verify(common, file, (trust, extract.as_deref()))
        }
        Command::ExtendSigned { timestamp_url, trust } => {
            sign::extend(common, timestamp_url.as_deref(), trust)
        }
        Command::ImportPaper { file, dry_run } => receive::import(common, file, *dry_run),
        Command::Delegation(verb) => exchange::delegation(common, verb),
        Command::Exchange(verb) => exchange::run(common, verb),
        Command::Network(verb) => network::run(common, verb),
        Command::Check => store::check(common),
        Command::Backup { out } => store::backup(common, out),
        Command::Restore { file } => store::restore(common, file),
        Command::Snapshot(verb) => store::snapshot(common, verb),
        Command::ChangePassphrase { new_file } => store::change_passphrase(common, new_file),
        Command::Search { text } => store::search(common, text),
        Command::Sample(verb) => sample::run(common, verb),
        Command::Type { visit } => typing::listen(common, visit),
    }
}

fn schema(name: &str) -> Result<Answer, Failed> {
    let schema: Value = engine::schema::schema(name)?;
    let text = format!("{schema:#}");
    Ok(Answer::new(schema, text))
}

/// `value` as a JSON document.
fn to_json(value: &impl Serialize) -> Result<Value, Failed> {
    serde_json::to_value(value).map_err(|_| Failure::internal().into())
}
