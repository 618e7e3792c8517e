/**
 * Every table of the database, and what an audit of a folder holds it against. A table that stands under none of these
 * fails a test: nothing that is kept is left out unsaid.
 */
import type { Words } from '../../shell/usage.ts'

/**
 * - `log`: the ledger itself, held against its signed head and against itself
 * - `derived`: follows from the entries, and is computed again
 * - `bound`: the ledger holds a digest of it, or the access log says it
 * - `beside`: what this machine keeps for itself; nothing in the ledger says what it holds
 */
export type TableClass = 'log' | 'derived' | 'bound' | 'beside'

/** Class of each table. Those that SQLite and its search index keep for themselves are left out. */
export const TABLES = {
  ...{ ledger: 'log', commit: 'log', entry: 'log', body: 'log', tile: 'log', checkpoint: 'log' },
  ...{ erasure: 'derived', submission: 'derived', document_entry: 'derived' },
  ...{
    record: 'derived',
    tally: 'derived',
    entry_tally: 'derived',
    entry_note: 'derived',
    link: 'derived',
    dated: 'derived',
    waypoint: 'derived',
  },
  ...{ place: 'derived', tenure: 'derived', naming: 'derived', called: 'derived' },
  ...{ search: 'derived', search_progress: 'derived' },
  ...{ catalogue_bucket: 'derived', catalogue_tile: 'derived' },
  ...{ standing_subject: 'derived', standing_read: 'derived', standing_figure: 'derived' },
  ...{ standing_basis: 'derived', standing_finding: 'derived', standing_tally: 'derived' },
  ...{ access: 'bound', digest: 'bound', case_act: 'bound' },
  ...{ api_key: 'bound', passkey: 'bound', identity: 'bound', invitation: 'bound', session: 'bound' },
  credential: 'bound',
  ...{ cosignature: 'beside', witness: 'beside' },
  ...{ standing_round: 'beside', standing_due: 'beside', standing_since: 'beside' },
  ...{ triage: 'beside', saved_view: 'beside' },
  ...{ draft: 'beside', document: 'beside', document_draft: 'beside' },
  ...{ tracking: 'beside', contact: 'beside', waiting: 'beside' },
  ...{ provider: 'beside', challenge: 'beside', access_notice: 'beside' },
  ...{ follower: 'beside', subscription: 'beside', outbox: 'beside' },
  ...{ endpoint: 'beside', delivery: 'beside', mailbox: 'beside' },
  ...{ kept_version: 'beside', at_rest: 'beside', migration: 'beside' },
} as const satisfies Record<string, TableClass>

type Beside = {
  [name in keyof typeof TABLES]: (typeof TABLES)[name] extends 'beside' ? name : never
}[keyof typeof TABLES]

interface Left extends Words {
  tables: readonly Beside[]
}

/** Tables that no audit can hold against anything, by what they are for, and why that is so. */
export const LEFT: readonly Left[] = [
  {
    tables: ['cosignature', 'witness'],
    zh: '见证方的联署：由读者按自己的策略核对',
    en: 'cosignatures of witnesses, which each reader checks by a policy of their own',
  },
  {
    tables: ['standing_round', 'standing_due', 'standing_since'],
    zh: '规则算到哪一条账目、哪一天，还待算什么，各发现自哪一天起：只凭这台机器',
    en: 'how far the rules have come, what waits for them, and since which day each finding stands: on the word of this machine',
  },
  {
    tables: ['triage', 'saved_view'],
    zh: '监督人员对发现的分派、搁置与存下的视图：不入账',
    en: 'what inspectors agreed on about findings, and their views: not in the ledger',
  },
  {
    tables: ['draft', 'document', 'document_draft'],
    zh: '草稿，以及附件由谁上传、占多少：入账之前不入账',
    en: 'drafts, who sent which document and how much it takes: not in the ledger before they are entered',
  },
  {
    tables: ['tracking', 'contact', 'waiting'],
    zh: '提问人与来信人的查询码、联系方式和待入账的文字：不入账',
    en: 'codes and addresses of askers, and texts of the public that wait to be entered: not in the ledger',
  },
  {
    tables: ['provider', 'challenge', 'access_notice'],
    zh: '登录服务的设置、登录过程与通知：改动记在访问记录里，未逐项核对',
    en: 'sign-in providers, sign-ins that are under way, notices: changes are in the access log and were not compared one by one',
  },
  {
    tables: ['follower', 'subscription', 'outbox', 'endpoint', 'delivery', 'mailbox'],
    zh: '订阅、在途的邮件与推送：不入账',
    en: 'subscriptions, mail and webhooks on their way: not in the ledger',
  },
  {
    tables: ['kept_version', 'at_rest', 'migration'],
    zh: '数据库自身的版本与进度',
    en: 'versions and progress of the database itself',
  },
]

/** Parts of checked tables that cannot be checked: no row of the ledger or of the access log says it. */
const PARTS: readonly Words[] = [
  {
    zh: '登录方式的秘密（api_key、session、invitation 的 hash，passkey 的公钥）：核对了属于哪一账户，没有任何记载能核对秘密本身。',
    en: 'Secrets of the ways in (hashes in api_key, session and invitation, public keys in passkey): whose they are was checked; nothing tells what they should be.',
  },
  {
    zh: '提交与交付的名称（submission）：核对了所含账目的范围，没有核对名称。',
    en: 'Names of submissions and deliveries (submission): which entries they hold was checked, and not what they are called.',
  },
  {
    zh: '核查卷宗的密文（case_act）：核对了每日的行与其摘要，没有密钥，未核对内容。',
    en: 'Sealed files of cases (case_act): rows and the digests over them were checked; their content opens with another key.',
  },
]

/** Tables and parts of them at which no audit of a folder looks, by their names. */
export function leftWords(): Words[] {
  return [
    ...PARTS,
    ...LEFT.map(({ tables, zh, en }) => ({
      zh: `${tables.join('、')}：${zh}。`,
      en: `${tables.join(', ')}: ${en}.`,
    })),
  ]
}
