// Kept in the shape that tauri-specta generates from the list of commands. Do not edit by hand.

import { invoke as __TAURI_INVOKE } from '@tauri-apps/api/core';

/** Commands */
export const commands = {
	/** What the window must show first. */
	session: () => typedError<SessionView, Failure>(__TAURI_INVOKE('session')),
	/** Makes a new store; answers the recovery code, which is never shown again. */
	setUp: (input: SetUpInput) => typedError<string, Failure>(__TAURI_INVOKE('set_up', { input })),
	/** Opens the store with the passphrase or the recovery code. */
	unlock: (secret: string) => typedError<SessionView, Failure>(__TAURI_INVOKE('unlock', { secret })),
	/** Closes the store. */
	lock: () => typedError<null, Failure>(__TAURI_INVOKE('lock')),
	/** Wraps the key anew. */
	changePassphrase: (current: string, next: string) => typedError<null, Failure>(__TAURI_INVOKE('change_passphrase', { current, next })),
	/** Replaces a damaged store by a verified copy. */
	restoreSnapshot: (name: string, secret: string) => typedError<SessionView, Failure>(__TAURI_INVOKE('restore_snapshot', { name, secret })),
	/** Keeps the settings of this machine. */
	updateSettings: (settings: SettingsView) => typedError<SettingsView, Failure>(__TAURI_INVOKE('update_settings', { settings })),
	/** Who uses this machine. */
	updatePerson: (person: PersonView) => typedError<PersonView, Failure>(__TAURI_INVOKE('update_person', { person })),
	/** Writes a copy of the whole store to `path`. */
	backup: (path: string) => typedError<string, Failure>(__TAURI_INVOKE('backup', { path })),
	/** Verifies chains, signatures, hashes and projections. */
	checkStore: () => typedError<CheckReportView, Failure>(__TAURI_INVOKE('check_store')),
	/** Every campaign that is not in the bin. */
	listCampaigns: () => typedError<CampaignCard[], Failure>(__TAURI_INVOKE('list_campaigns')),
	/** The campaigns that ship with the program. */
	listSamples: () => typedError<SampleView[], Failure>(__TAURI_INVOKE('list_samples')),
	/** Imports a sample; answers the campaign. */
	importSample: (id: string) => typedError<string, Failure>(__TAURI_INVOKE('import_sample', { id })),
	/** Moves every sample to the bin; answers how many. */
	removeSamples: () => typedError<number, Failure>(__TAURI_INVOKE('remove_samples')),
	/** Imports a campaign file; answers the campaign. */
	importCampaign: (fileName: string, text: string) => typedError<string, Failure>(__TAURI_INVOKE('import_campaign', { fileName, text })),
	/** Imports a visit file; answers the visit. */
	importVisit: (fileName: string, text: string) => typedError<string, Failure>(__TAURI_INVOKE('import_visit', { fileName, text })),
	/** One campaign with its visits. */
	campaign: (id: string) => typedError<CampaignView, Failure>(__TAURI_INVOKE('campaign', { id })),
	/** The defaults of a new campaign. */
	blankCampaign: () => typedError<CampaignView, Failure>(__TAURI_INVOKE('blank_campaign')),
	/** Opens or changes a campaign; answers it. */
	saveCampaign: (id: string | null, input: CampaignInput) => typedError<string, Failure>(__TAURI_INVOKE('save_campaign', { id, input })),
	/** Moves a campaign to the bin. */
	binCampaign: (id: string) => typedError<null, Failure>(__TAURI_INVOKE('bin_campaign', { id })),
	/** Moves a visit to the bin. */
	binVisit: (id: string) => typedError<null, Failure>(__TAURI_INVOKE('bin_visit', { id })),
	/** What the bin holds. */
	listBin: () => typedError<BinEntry[], Failure>(__TAURI_INVOKE('list_bin')),
	/** Takes something out of the bin. */
	restoreFromBin: (kind: string, id: string) => typedError<null, Failure>(__TAURI_INVOKE('restore_from_bin', { kind, id })),
	/** Opens a visit; the same unit and day give the same visit. */
	openVisit: (campaign: string, unit: string, date: string, form: string) => typedError<string, Failure>(__TAURI_INVOKE('open_visit', { campaign, unit, date, form })),
	/** One visit with everything its screen needs. */
	visit: (id: string) => typedError<VisitView, Failure>(__TAURI_INVOKE('visit', { id })),
	/** Judges an item; an empty verdict takes the judgement back. */
	setVerdict: (visit: string, item: string, verdict: string) => typedError<Saved, Failure>(__TAURI_INVOKE('set_verdict', { visit, item, verdict })),
	/** Keeps the note of an item. */
	setNote: (visit: string, item: string, text: string) => typedError<Saved, Failure>(__TAURI_INVOKE('set_note', { visit, item, text })),
	/** Keeps one figure, date, choice, text or document of an item. */
	setPart: (visit: string, item: string, value: PartValueView) => typedError<Saved, Failure>(__TAURI_INVOKE('set_part', { visit, item, value })),
	/** Marks an item as gone through by the leader. */
	setReviewed: (visit: string, item: string, reviewed: boolean) => typedError<Saved, Failure>(__TAURI_INVOKE('set_reviewed', { visit, item, reviewed })),
	/** When, where and with whom. */
	setDetails: (visit: string, details: VisitDetails) => typedError<Saved, Failure>(__TAURI_INVOKE('set_details', { visit, details })),
	/** The default wording for an item that is not met. */
	offerFinding: (visit: string, item: string) => typedError<OfferView, Failure>(__TAURI_INVOKE('offer_finding', { visit, item })),
	/** Records or changes a finding. */
	saveFinding: (visit: string, id: string | null, input: FindingInput) => typedError<Saved, Failure>(__TAURI_INVOKE('save_finding', { visit, id, input })),
	/** Takes a finding away. */
	removeFinding: (visit: string, id: string) => typedError<Saved, Failure>(__TAURI_INVOKE('remove_finding', { visit, id })),
	/** Keeps a file beside an item. */
	addEvidence: (visit: string, item: string, fileName: string, mediaType: string, base64: string) => typedError<Saved, Failure>(__TAURI_INVOKE('add_evidence', { visit, item, fileName, mediaType, base64 })),
	/** Says what a file shows. */
	captionEvidence: (visit: string, id: string, caption: string) => typedError<Saved, Failure>(__TAURI_INVOKE('caption_evidence', { visit, id, caption })),
	/** Takes a file away. */
	removeEvidence: (visit: string, id: string) => typedError<Saved, Failure>(__TAURI_INVOKE('remove_evidence', { visit, id })),
	/** Undoes the latest edit of this visit in this session. */
	undo: (visit: string) => typedError<VisitView, Failure>(__TAURI_INVOKE('undo', { visit })),
	/** One register of a visit. */
	register: (visit: string, register: string) => typedError<RegisterView, Failure>(__TAURI_INVOKE('register', { visit, register })),
	/** Adds or changes a row. */
	saveRegisterRow: (visit: string, register: string, id: string | null, cells: string[]) => typedError<RegisterView, Failure>(__TAURI_INVOKE('save_register_row', { visit, register, id, cells })),
	/** Takes a row away. */
	removeRegisterRow: (visit: string, register: string, id: string) => typedError<RegisterView, Failure>(__TAURI_INVOKE('remove_register_row', { visit, register, id })),
	/** Folded and exact; an empty visit searches everywhere. */
	search: (text: string, visit: string) => typedError<SearchHit[], Failure>(__TAURI_INVOKE('search', { text, visit })),
	/** The minutes of a visit. */
	minutes: (visit: string) => typedError<MinutesView, Failure>(__TAURI_INVOKE('minutes', { visit })),
	/** Keeps a person's wording; null goes back to the generated text. */
	setSlot: (visit: string, slot: string, text: string | null) => typedError<MinutesView, Failure>(__TAURI_INVOKE('set_slot', { visit, slot, text })),
	/** Freezes what the minutes state. */
	seal: (visit: string) => typedError<MinutesView, Failure>(__TAURI_INVOKE('seal', { visit })),
	/** Opens the next revision. */
	revise: (visit: string, reason: string) => typedError<MinutesView, Failure>(__TAURI_INVOKE('revise', { visit, reason })),
	/** Signs by hand on the screen. */
	signDrawn: (visit: string, role: string, strokes: StrokesInput) => typedError<MinutesView, Failure>(__TAURI_INVOKE('sign_drawn', { visit, role, strokes })),
	/** Signs with a certificate file. */
	signCertificate: (visit: string, role: string, fileName: string, base64: string, password: string) => typedError<MinutesView, Failure>(__TAURI_INVOKE('sign_certificate', { visit, role, fileName, base64, password })),
	/** Brings back a paper signed elsewhere. */
	attachSigned: (visit: string, fileName: string, base64: string) => typedError<MinutesView, Failure>(__TAURI_INVOKE('attach_signed', { visit, fileName, base64 })),
	/** Writes the paper to `path`. */
	exportMinutes: (visit: string, path: string) => typedError<string, Failure>(__TAURI_INVOKE('export_minutes', { visit, path })),
	/** Judges a signed paper. */
	verifyPaper: (fileName: string, base64: string) => typedError<VerifyView, Failure>(__TAURI_INVOKE('verify_paper', { fileName, base64 })),
};

/* Types */
export type Failure = { code: string; message: string }; // code "E-…", message: Vietnamese, says what to do
export type SessionState = 'fresh' | 'locked' | 'open' | 'damaged';
export type SessionView = { state: SessionState; person: PersonView | null; version: string; settings: SettingsView; snapshots: SnapshotView[] };
export type PersonView = { name: string; title: string; office: string };
export type SettingsView = { idleMinutes: number; zoomPercent: number; digitKeys: boolean };
export type SnapshotView = { name: string; at: string };            // at: "15/09/2022 10:19"
export type SetUpInput = { name: string; title: string; office: string; passphrase: string };
export type CheckReportView = { ok: boolean; lines: string[] };
export type CampaignCard = { id: string; name: string; agency: string; delegation: string; dates: string; units: number; visits: number; sealed: number; sample: boolean };
export type SampleView = { id: string; name: string; about: string; imported: boolean };
export type BinEntry = { kind: 'campaign' | 'visit'; id: string; name: string; about: string };
export type LegalPaperView = { kind: string; number: string; date: string; issuer: string; subject: string }; // dates everywhere in views/inputs: ISO yyyy-mm-dd or ''
export type MemberView = { id: string; name: string; title: string; office: string; role: string };          // id '' for a new one; role leader|deputy|secretary|member
export type UnitView = { id: string; key: string; name: string; kind: string; planned: string };              // kind xa|phuong|thi-tran|dac-khu|phong|truong|tram|khac; planned: ISO date or ''
export type ThresholdView = { item: string; least: string };        // least: "98,00"
export type LocalBasisView = { of: string; text: string };
export type CampaignInput = {
  name: string; agencyParent: string; agencyName: string; agencyPlace: string;
  delegationName: string; delegationKind: string;                   // doan | to
  checklist: string; periodFrom: string; periodTo: string; datesFrom: string; datesTo: string;
  areasOff: string[]; papers: LegalPaperView[]; members: MemberView[]; units: UnitView[];
  thresholds: ThresholdView[]; localBases: LocalBasisView[];
};
export type VisitCard = { id: string; unit: string; date: string; form: string; state: PaperState; answered: number; items: number; shortcomings: number };
export type CampaignView = { id: string; key: string; sample: boolean; input: CampaignInput; visits: VisitCard[]; optionalAreas: AreaChoice[] };
export type AreaChoice = { id: string; title: string };
export type PaperState = 'draft' | 'sealed' | 'partly-signed' | 'signed' | 'replaced';
export type BasisView = { text: string; from: string; to: string; certain: boolean };
export type PartView = { name: string; label: string; kind: 'count' | 'rate' | 'date' | 'choice' | 'text' | 'document'; unit: string; numeratorLabel: string; denominatorLabel: string; options: string[]; primary: boolean };
export type ItemView = { id: string; area: string; question: string; evidence: string; bases: BasisView[]; certain: boolean; parts: PartView[]; register: string; note: string; threshold: string };
export type AreaView = { id: string; title: string; items: ItemView[] };
export type PartValueView = {
  name: string; text: string;                                        // count ("4545"), date (ISO), choice, text
  numerator: string; denominator: string; numeratorTo: string;       // rate: counts; numeratorTo for a range 3–4/9
  percentOnly: string; stated: boolean; quoted: string; asOf: string;
  number: string; date: string; subject: string;                     // document
  // read-only, computed by the engine:
  printed: string;      // "4.545", "60,64%", "3–4/9 (33,33–44,44%)", "44,66%"
  words: string;        // the count in words, or ''
  quotedOk: boolean | null;
  belowThreshold: boolean | null;
};
export type AnswerView = { item: string; verdict: string; note: string; reviewed: boolean; parts: PartValueView[]; disagreement: boolean; evidence: number; findings: number };
export type MeterView = { done: number; of: number };
export type ProgressView = { answered: MeterView; reviewed: MeterView; evidenced: MeterView; met: number; partly: number; notMet: number; notApplicable: number };
export type AreaProgressView = { area: string; progress: ProgressView };
export type AttendeeView = { name: string; title: string };
export type VisitDetails = { date: string; form: string; start: string; end: string; place: string; copies: number; periodFrom: string; periodTo: string; delegationPresent: AttendeeView[]; unitPresent: AttendeeView[] }; // start/end "HH:MM" or ''
export type FindingInput = { kind: string; text: string; items: string[]; openList: boolean; explanation: string; ruling: string; recommendation: string; responsible: string; deadline: string };
export type FindingView = { id: string; input: FindingInput; author: string; at: string };
export type EvidenceView = { id: string; item: string; fileName: string; mediaType: string; size: number; sha256: string; caption: string; takenAt: string; isImage: boolean };
export type VisitView = {
  id: string; campaign: string; campaignName: string; delegation: string; leader: string; unit: string; unitName: string; unitAuthority: string; sample: boolean;
  details: VisitDetails; areas: AreaView[]; answers: AnswerView[]; findings: FindingView[]; evidence: EvidenceView[];
  progress: ProgressView; areaProgress: AreaProgressView[]; state: PaperState; revision: number; disagreements: number;
  undo: string; lastSaved: string; lastBackup: string; unshared: number;
};
export type Saved = { at: string; undo: string; answer: AnswerView | null; progress: ProgressView; areaProgress: AreaProgressView[]; findings: FindingView[] | null; evidence: EvidenceView[] | null; state: PaperState; unshared: number };
export type OfferView = { kind: string; text: string; missing: string[]; recommendation: string; recommendationMissing: string[] }; // default wording; {…} stay in the text for what is missing
export type RegisterView = { id: string; title: string; fields: RegisterFieldView[]; rows: RegisterRowView[] };
export type RegisterFieldView = { name: string; label: string; kind: string; options: string[] };
export type RegisterRowView = { id: string; cells: string[] };
export type SearchHit = { kind: 'campaign' | 'visit' | 'item' | 'finding' | 'answer'; title: string; about: string; campaign: string; visit: string; item: string };
export type SlotView = { id: string; title: string; generated: string; edited: string | null; movedOn: boolean }; // movedOn: the data changed since the edit
export type PreSignCheck = { level: 'ok' | 'warn' | 'block'; text: string; item: string };
export type SignerView = { role: string; field: string; label: string; name: string; title: string; state: 'empty' | 'drawn' | 'signed'; detail: string };
export type ChangeAfterSeal = { at: string; text: string };
export type MinutesView = {
  visit: string; state: PaperState; revision: number; slots: SlotView[]; checks: PreSignCheck[]; signers: SignerView[];
  pages: number; version: string;         // version changes whenever the PDF bytes would: preview key
  sealedAt: string; sealDigest: string; afterSeal: ChangeAfterSeal[]; fileName: string; unitName: string; campaignName: string; campaign: string;
};
export type StrokesInput = { width: number; height: number; lines: number[][] };  // each line x0,y0,x1,y1,… integers
export type VerifyView = { verdict: string; verdictText: string; reasons: string[]; signatures: VerifiedSignature[] };
export type VerifiedSignature = { signer: string; field: string; integrity: string; covers: string; trusted: boolean; claimedTime: string; laterChanges: string[] };

/* Tauri Specta runtime */
async function typedError<T, E>(
	result: Promise<T>,
): Promise<{ status: 'ok'; data: T } | { status: 'error'; error: E }> {
	try {
		return { status: 'ok', data: await result };
	} catch (e) {
		if (e instanceof Error) throw e;
		return { status: 'error', error: e as any };
	}
}
