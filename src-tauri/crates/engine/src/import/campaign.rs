//! `campaign.toml`: a campaign made elsewhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use super::reading::{Flaw, ImportError, from_toml};

/// The file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignFile {
    /// Its one table.
    pub campaign: CampaignHead,
}

/// The campaign.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignHead {
    /// The importer's own key; importing twice changes nothing.
    pub key: String,
    /// What the campaign is called.
    pub name: String,
    /// Who inspects.
    pub agency: AgencyFile,
    /// The delegation.
    pub delegation: DelegationFile,
    /// Id of the checklist.
    #[serde(default = "default_checklist")]
    pub checklist: String,
    /// The days whose work is inspected.
    pub period: PeriodFile,
    /// The days on which the delegation goes out.
    pub dates: PeriodFile,
    /// Optional areas that are switched off.
    #[serde(default)]
    pub areas_off: Vec<String>,
    /// Legal papers in the order of citing.
    #[serde(default)]
    pub papers: Vec<PaperFile>,
    /// The delegation's members.
    #[serde(default)]
    pub members: Vec<MemberFile>,
    /// The units.
    #[serde(default)]
    pub units: Vec<UnitFile>,
    /// Limits under which rates are pointed out.
    #[serde(default)]
    pub thresholds: Vec<ThresholdFile>,
    /// What items can bring; without it the campaign does not score.
    #[serde(default)]
    pub points: Vec<ItemPointsFile>,
    /// Legal bases that only this province or agency has.
    #[serde(default)]
    pub local_bases: Vec<LocalBasisFile>,
    /// How much it matters when something is missing at an item.
    #[serde(default)]
    pub rules: Vec<RuleFile>,
    /// Findings that rest on no visit (desk checks) or on several.
    #[serde(default)]
    pub findings: Vec<FindingFile>,
    /// How paragraphs of the concluding notice are put together and said.
    #[serde(default)]
    pub notice: Vec<NoticeParagraphFile>,
}

fn default_checklist() -> String {
    "cchc".to_owned()
}

/// The agency as the head of its papers names it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyFile {
    /// Cơ quan chủ quản.
    #[serde(default)]
    pub parent: String,
    /// Cơ quan ban hành.
    pub name: String,
    /// Địa danh.
    #[serde(default)]
    pub place: String,
}

/// The delegation's name and kind.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationFile {
    /// Its name, as the decision gives it.
    pub name: String,
    /// `doan` or `to`.
    #[serde(default = "default_delegation")]
    pub kind: String,
}

fn default_delegation() -> String {
    "doan".to_owned()
}

/// First and last day.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodFile {
    /// The first day.
    #[schemars(with = "String")]
    pub from: Datetime,
    /// The last day.
    #[schemars(with = "String")]
    pub to: Datetime,
}

/// A legal paper.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperFile {
    /// Type symbol: `KH`, `QĐ`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number and symbol.
    pub number: String,
    /// The day it was signed.
    #[schemars(with = "Option<String>")]
    pub date: Option<Datetime>,
    /// Who issued it.
    #[serde(default)]
    pub issuer: String,
    /// What it is about.
    #[serde(default)]
    pub subject: String,
}

/// A member of the delegation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberFile {
    /// The name; may be empty where only the post is on record.
    #[serde(default)]
    pub name: String,
    /// The post.
    #[serde(default)]
    pub title: String,
    /// The office.
    #[serde(default)]
    pub office: String,
    /// `leader`, `deputy`, `secretary` or `member`.
    pub role: String,
    /// Areas whose answers the member looks over: `["MC", "TT"]`.
    #[serde(default)]
    pub areas: Vec<String>,
}

/// A rule on a critical item.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The item.
    pub item: String,
    /// What may be missing: `not-answered`, `no-finding`, `no-evidence` or `no-figure`.
    pub when: String,
    /// How much that matters: `ignore`, `warn` or `block`.
    pub level: String,
}

/// A unit.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitFile {
    /// The importer's own key, unique in the campaign.
    pub key: String,
    /// The name with its kind: `Phường Cầu Tre`.
    pub name: String,
    /// `xa`, `phuong`, `thi-tran`, `dac-khu`, `phong`, `truong`, `tram` or `khac`.
    pub kind: String,
    /// The planned day; absent for a unit without a visit.
    #[schemars(with = "Option<String>")]
    pub visit: Option<Datetime>,
    /// Which commune of the dated list it is: its id there, `c03425`.
    pub place: Option<String>,
}

/// The least rate of an item that is not pointed out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThresholdFile {
    /// The item.
    pub item: String,
    /// Per cent with a decimal comma: `"98"`, `"99,5"`.
    pub least: String,
}

/// What an item can bring.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ItemPointsFile {
    /// The item.
    pub item: String,
    /// Points with a decimal comma: `"2"`, `"1,5"`.
    pub most: String,
}

/// A local legal basis.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LocalBasisFile {
    /// The item (`MC-07`) or area (`MC`) it belongs to.
    pub of: String,
    /// How it is cited.
    pub text: String,
}

/// A finding, in a campaign or a visit file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingFile {
    /// `strength` or `shortcoming`.
    pub kind: String,
    /// Items it rests on.
    #[serde(default)]
    pub items: Vec<String>,
    /// The sentence.
    pub text: String,
    /// Keys of the units it concerns; empty in a visit file means the visited one.
    #[serde(default)]
    pub units: Vec<String>,
    /// Whether the list of units ends in “…”.
    #[serde(default)]
    pub open_list: bool,
    /// What the unit said.
    #[serde(default)]
    pub explanation: String,
    /// `accepted`, `partly` or `kept`; absent while undecided.
    pub ruling: Option<String>,
    /// What is to be done.
    #[serde(default)]
    pub recommendation: String,
    /// By whom, as a title.
    #[serde(default)]
    pub responsible: String,
    /// Until when: `2022-10-31` (in TOML also without quotes).
    #[schemars(with = "Option<String>")]
    pub deadline: Option<DeadlineFile>,
}

/// A day as text (JSON) or as a date of its own (TOML).
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum DeadlineFile {
    /// TOML's own date.
    Day(Datetime),
    /// ISO 8601 text.
    Text(String),
}

/// Reads a campaign.
///
/// # Errors
///
/// [`ImportError`] with line and field; keys of units must differ.
pub fn read_campaign(file: &str, text: &str) -> Result<CampaignHead, ImportError> {
    let campaign = from_toml::<CampaignFile>(file, text)?.campaign;
    for (index, unit) in campaign.units.iter().enumerate() {
        let earlier = campaign.units.iter().take(index);
        if earlier.into_iter().any(|other| other.key == unit.key) {
            let path = format!("campaign.units[{index}].key");
            let flaw = Flaw::Impossible(format!("trùng khóa `{}`", unit.key));
            return Err(ImportError::at(file, path, flaw));
        }
    }
    Ok(campaign)
}

/// What the leader decided of a paragraph of the concluding notice.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeParagraphFile {
    /// What it is made of; every finding that says one of these, figures aside, belongs to it. The
    /// first says where it stands.
    pub findings: Vec<NoticeFindingFile>,
    /// The sentence without its units; empty for the findings' own.
    #[serde(default)]
    pub sentence: String,
    /// What joins the list of units to it, such as `như`; empty for a colon.
    #[serde(default)]
    pub lead: String,
    /// `kind-once`, `kind-each` or `bare`.
    #[serde(default = "default_naming")]
    pub naming: String,
    /// `alphabet` or `noted`.
    #[serde(default = "default_order")]
    pub order: String,
    /// How an open list ends: `dots` or `others`.
    #[serde(default = "default_end")]
    pub end: String,
    /// Whether it is left out of the notice.
    #[serde(default)]
    pub left_out: bool,
}

/// What a finding says, and where.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeFindingFile {
    /// `strength` or `shortcoming`.
    pub kind: String,
    /// Its first item; empty for a free-standing remark.
    #[serde(default)]
    pub item: String,
    /// The sentence.
    pub text: String,
}

fn default_naming() -> String {
    "kind-once".to_owned()
}

fn default_order() -> String {
    "alphabet".to_owned()
}

fn default_end() -> String {
    "dots".to_owned()
}
