//! A campaign at one look.

use std::path::PathBuf;

use domain::answer::Verdict;
use domain::consolidation::{Change, Verdicts};
use engine::actions::{ExportFormat, Trend, TrendPoint, UnitTrend};
use engine::consolidation::{Matrix, MatrixCell, MatrixUnit, mark, spoken};
use engine::{EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Units against items.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MatrixView {
    areas: Vec<MatrixAreaView>,
    items: Vec<MatrixItemView>,
    units: Vec<MatrixUnitView>,
}

/// An area, and how many of the items are its own.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MatrixAreaView {
    id: String,
    title: String,
    items: u32,
}

/// An item, and how it was judged over the units.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MatrixItemView {
    id: String,
    title: String,
    verdicts: VerdictsView,
}

/// How verdicts are spread.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerdictsView {
    met: u32,
    partly: u32,
    not_met: u32,
    not_applicable: u32,
    open: u32,
}

/// A unit: one visit to it, or none.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MatrixUnitView {
    name: String,
    /// Empty without a visit.
    visit: String,
    date: String,
    /// The units that became this one and were visited the time before; mostly none.
    made_of: Vec<String>,
    from_desk: bool,
    verdicts: VerdictsView,
    cells: Vec<MatrixCellView>,
}

/// One item at one unit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MatrixCellView {
    /// The square in one sign, readable without colour; empty where the item is not asked.
    mark: String,
    /// The square in words.
    spoken: String,
    shortcomings: u32,
    figure: String,
    /// How it was judged the time before, in words; empty where nothing is known.
    before: String,
    /// How it was judged at each of several units that became one and do not agree.
    before_each: String,
    /// Its figures the time before; may be empty.
    figure_before: String,
    change: Option<SquareChange>,
}

/// One rate over units and campaigns.
#[derive(Debug, Serialize, Type)]
pub(crate) struct TrendView {
    item: String,
    label: String,
    units: Vec<UnitTrendView>,
}

/// A rate of one unit over campaigns, oldest first.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnitTrendView {
    unit: String,
    points: Vec<TrendPointView>,
}

/// A rate at one time.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrendPointView {
    visit: String,
    date: String,
    campaign: String,
    /// The units that became the unit and are added up here; mostly none.
    made_of: Vec<String>,
    said: String,
    /// Hundredths of a per cent; absent where there is no single number.
    hundredths: Option<u32>,
}

/// How a verdict compares with the one before.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SquareChange {
    /// Better.
    Better,
    /// The same.
    Same,
    /// Worse.
    Worse,
}

/// What a campaign is exported as.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ExportAs {
    /// One workbook.
    Xlsx,
    /// One archive of `.csv` files.
    Csv,
}

/// Lays the visits of a campaign side by side.
#[tauri::command]
#[specta::specta]
pub(crate) async fn consolidation(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<MatrixView, Failure> {
    let matrix = engine
        .ask(move |engine| engine.consolidation(unpack::id(&campaign, Noun::Campaign)?))
        .await?;
    Ok(view(&matrix))
}

/// Gathers the rates that units of a campaign have in earlier campaigns too.
#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_trends(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<Vec<TrendView>, Failure> {
    let trends = engine
        .ask(move |engine| engine.campaign_trends(unpack::id(&campaign, Noun::Campaign)?))
        .await?;
    Ok(trends.into_iter().map(TrendView::from).collect())
}

/// Writes everything of a campaign to a file, and says where.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_campaign(
    engine: State<'_, SharedEngine>,
    campaign: String,
    format: ExportAs,
    path: String,
) -> Result<String, Failure> {
    let format = match format {
        ExportAs::Xlsx => ExportFormat::Xlsx,
        ExportAs::Csv => ExportFormat::Csv,
    };
    engine
        .ask(move |engine| {
            let id = unpack::id(&campaign, Noun::Campaign)?;
            engine.export_campaign(id, format, &PathBuf::from(&path))?;
            Ok::<_, EngineError>(path)
        })
        .await
}

fn view(matrix: &Matrix) -> MatrixView {
    let areas = matrix.areas.iter().map(|area| MatrixAreaView {
        id: area.id.clone(),
        title: area.title.clone(),
        items: area.items,
    });
    let items = matrix.items.iter().map(|item| MatrixItemView {
        id: item.id.clone(),
        title: item.title.clone(),
        verdicts: item.verdicts.into(),
    });
    MatrixView {
        areas: areas.collect(),
        items: items.collect(),
        units: matrix.units.iter().map(unit).collect(),
    }
}

fn unit(unit: &MatrixUnit) -> MatrixUnitView {
    MatrixUnitView {
        name: unit.name.clone(),
        visit: unit.visit.map(|id| id.to_string()).unwrap_or_default(),
        date: unit.date.map(domain::date::short).unwrap_or_default(),
        made_of: unit.made_of.clone(),
        from_desk: unit.from_desk,
        verdicts: unit.verdicts.into(),
        cells: unit.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &MatrixCell) -> MatrixCellView {
    let word = |verdict: Verdict| engine::minutes::verdict_word(Some(verdict)).to_owned();
    MatrixCellView {
        mark: mark(cell.square).to_owned(),
        spoken: spoken(cell.square).to_owned(),
        shortcomings: cell.shortcomings,
        figure: cell.figure.clone(),
        before: cell.before.map(word).unwrap_or_default(),
        before_each: cell.before_each.clone(),
        figure_before: cell.figure_before.clone(),
        change: cell.change.map(|change| match change {
            Change::Better => SquareChange::Better,
            Change::Same => SquareChange::Same,
            Change::Worse => SquareChange::Worse,
        }),
    }
}

impl From<Verdicts> for VerdictsView {
    fn from(verdicts: Verdicts) -> Self {
        let Verdicts { met, partly, not_met, not_applicable, open } = verdicts;
        Self { met, partly, not_met, not_applicable, open }
    }
}

impl From<Trend> for TrendView {
    fn from(trend: Trend) -> Self {
        let units = trend.units.into_iter().map(UnitTrendView::from).collect();
        Self { item: trend.item, label: trend.label, units }
    }
}

impl From<UnitTrend> for UnitTrendView {
    fn from(trend: UnitTrend) -> Self {
        let point = |point: TrendPoint| TrendPointView {
            visit: point.visit.to_string(),
            date: domain::date::short(point.date),
            campaign: point.campaign,
            made_of: point.made_of,
            said: point.said,
            hundredths: point.hundredths,
        };
        Self { unit: trend.unit, points: trend.points.into_iter().map(point).collect() }
    }
}
