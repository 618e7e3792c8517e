/** All verbs and all reading of one ledger, under one name. */
import type { BlobStore } from '../store/blobs/blobs.ts'
import { indexRecords } from '../store/search/indexer.ts'
import { createAccess } from './accounts/access-log.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createInvitations } from './accounts/invitations.ts'
import { createKeys } from './accounts/keys.ts'
import type { Fetcher } from './accounts/oidc.ts'
import { createPasskeys } from './accounts/passkeys.ts'
import { createProviderSignIn } from './accounts/provider-sign-in.ts'
import { createProviders } from './accounts/providers.ts'
import { createSessions } from './accounts/sessions.ts'
import { allOf, createAftercare } from './aftercare.ts'
import { createCases } from './cases/cases.ts'
import { createCataloguing } from './catalogue/catalogue.ts'
import { createConsultations } from './consultations/consultations.ts'
import { createProving, type TxtLookup } from './consultations/proving.ts'
import { createDocuments } from './documents/documents.ts'
import { QUOTAS } from './documents/quota.ts'
import { createDrafts } from './drafts/drafts.ts'
import { createFlagAround } from './flags/beside.ts'
import { createFlags } from './flags/flags.ts'
import { createQueue } from './flags/queue.ts'
import { createTriage } from './flags/triage.ts'
import { createFollowing } from './following/following.ts'
import { createInspection } from './inspection/inspection.ts'
import { createPatterns } from './inspection/patterns.ts'
import { createRecheck } from './inspection/recheck.ts'
import { createRulebook } from './inspection/rulebook.ts'
import { createStanding } from './inspection/standing/standing.ts'
import { createTrial } from './inspection/trial.ts'
import type { Mailer } from './mail/mailer.ts'
import { createMentions } from './mentions/mentions.ts'
import { createNotices } from './notices/notices.ts'
import type { Ledger } from './open.ts'
import { createCheckers } from './own/checkers.ts'
import { createLedgerKeys } from './own/keys.ts'
import { createSuccession } from './own/succession.ts'
import { createAttachments } from './questions/attachments/keeping.ts'
import { createAttachmentReading, isSpokenId } from './questions/attachments/reading.ts'
import { createQuestionOrders } from './questions/orders.ts'
import { createQuestions } from './questions/questions.ts'
import { createReaching } from './questions/reaching.ts'
import { createEvidenceFiles } from './read/evidence/file.ts'
import { createLog } from './read/log.ts'
import { createReading } from './read/reading.ts'
import { createWithheld } from './read/withheld.ts'
import { createRebuilding } from './rebuilding.ts'
import { createActs } from './records/acts.ts'
import { createDeliveries } from './records/deliveries.ts'
import { createDispatch } from './records/dispatch.ts'
import { createErasures } from './records/erasures.ts'
import { createReentry } from './records/reentry.ts'
import { createRegisters } from './records/registers.ts'
import { createUnsealings } from './records/unsealings.ts'
import { createWithdrawals } from './records/withdrawals.ts'
import { createEscalations } from './response/escalations.ts'
import { createOwed } from './response/owed.ts'
import { createResponse } from './response/response.ts'
import { sealRest } from './sealing/rounds.ts'
import { createTodo } from './todo/todo.ts'
import { createWaiting } from './waiting/waiting.ts'
import type { Hook } from './webhooks/hook.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import type { Post } from './witnesses/submission.ts'
import { createVisitors } from './witnesses/visitors.ts'
import { createWitnesses } from './witnesses/witnesses.ts'

/** Milliseconds of each time for what an earlier version left open. */
const SEALING = 5000

export type Services = ReturnType<typeof createServices>

/** Milliseconds that a witness has for its answer. */
const WITNESS_TIME = 10_000

const postText: Post = async (url, body) => {
  const signal = AbortSignal.timeout(WITNESS_TIME)
  const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal })
  return { status: response.status, text: await response.text() }
}

/** Ways out of this program, each chosen where sockets and bindings are. */
export interface Outside {
  /** Sending of requests to sign-in providers. */
  fetcher?: Fetcher
  /** Bringing of checkpoints to witnesses. */
  post?: Post
  /** Mailer by which mail leaves; null where none does. */
  mailer?: Mailer | null
  /** Hook by which webhooks leave; null where none does. */
  hook?: Hook | null
  /** Look-up of texts in the domain name system; null where none is made. */
  txt?: TxtLookup | null
}

/**
 * @param blobs where documents are kept; null when this ledger keeps their digests alone
 */
export function createServices(
  ledger: Ledger,
  blobs: BlobStore | null = null,
  {
    fetcher = (url, options) => fetch(url, options),
    post = postText,
    mailer = null,
    hook = null,
    txt = null,
  }: Outside = {},
) {
  const log = createLog(ledger)
  const acts = createActs(ledger)
  const deliveries = createDeliveries(ledger)
  const registers = createRegisters(ledger)
  const accounts = createAccounts(ledger)
  const access = createAccess(ledger)
  const invitations = createInvitations(ledger, accounts, access)
  const providers = createProviders(ledger, access)
  const owed = createOwed(ledger)
  const orders = createQuestionOrders(ledger, owed)
  const reading = createReading(ledger, log, false, orders)
  const rulebook = createRulebook(ledger)
  const standing = createStanding(ledger, { settings: rulebook.settings })
  const flags = createFlags(ledger, { acts, standing, reading, rulebook })
  const queue = createQueue(ledger, { standing, reading })
  const inspection = createInspection(ledger)
  const cases = createCases(ledger, { acts })
  const cataloguing = createCataloguing(ledger, log)
  const witnesses = createWitnesses(ledger, log, post)
  const ledgerKeys = createLedgerKeys(ledger, log)
  const documents = createDocuments(ledger, blobs, access, QUOTAS, {
    isRecord: isSpokenId,
    look: createAttachmentReading(ledger, access),
  })
  const aftercare = createAftercare(ledger, documents)
  const escalations = createEscalations(ledger, owed)
  const evidenceFiles = createEvidenceFiles(ledger, { log, witnesses, ledgerKeys })
  const notices = createNotices(ledger, owed)
  const following = createFollowing(ledger, mailer, notices, hook)
  const reaching = createReaching(ledger, following)
  const questions = createQuestions(ledger, {
    ...{ access, aftercare, evidenceFiles, reaching },
    attachments: createAttachments(ledger, blobs),
  })
  const consultations = createConsultations(ledger, { evidenceFiles, reaching })
  const proving = createProving(ledger, { hook, txt })
  const waiting = createWaiting(ledger, {
    aftercare,
    receiving: questions.receiving,
    commenting: consultations.commenting,
    tracking: questions.tracking,
    proving,
  })
  const erasures = createErasures(ledger, aftercare)
  const unsealings = createUnsealings(ledger)
  const dispatch = createDispatch(acts, { deliveries, registers, unsealings, erasures, rulebook })
  const drafts = createDrafts(ledger, { accounts, access }, dispatch)
  const webhooks = createWebhooks(ledger, hook)
  const mentions = createMentions(ledger, hook)
  return {
    ledger,
    log,
    reading,
    /** Reading for pages, each under a head that it looks at. */
    pageReading: createReading(ledger, log, true, orders),
    erasures,
    rebuilding: createRebuilding(ledger),
    deliveries,
    documents,
    acts,
    accounts,
    keys: createKeys(ledger, accounts, access),
    sessions: createSessions(ledger, accounts, access),
    invitations,
    passkeys: createPasskeys(ledger, accounts, access),
    providers,
    providerSignIn: createProviderSignIn(ledger, { accounts, access, invitations, providers }, fetcher),
    access,
    cases,
    withheld: createWithheld(ledger, access),
    witnesses,
    ledgerKeys,
    checkers: createCheckers(ledger, log, ledgerKeys),
    succession: createSuccession(ledger, log, ledgerKeys, cataloguing),
    visitors: createVisitors(ledger, log),
    evidenceFiles,
    questions,
    consultations,
    waiting,
    proving,
    drafts,
    todo: createTodo(ledger, { drafts, questions, owed }),
    registers,
    withdrawals: createWithdrawals(ledger),
    reentry: createReentry(ledger),
    inspection,
    recheck: createRecheck(ledger, { inspection, reading }).recheck,
    trial: createTrial(ledger, { inspection, rulebook, reading }),
    rulebook,
    standing,
    flags,
    following,
    notices,
    webhooks,
    mentions,
    flagAround: createFlagAround(ledger, { reading, standing, rulebook }),
    patterns: createPatterns(ledger, { rulebook }),
    queue,
    triage: createTriage(ledger, { queue, flags }),
    escalations,
    response: createResponse(ledger, owed),
    /** Enters the catalogue of records of today, unless it stands in the ledger. */
    catalogue: cataloguing.make,
    /** Enters one at a start, where the last is too old for readers. */
    renewCatalogue: cataloguing.renew,
    /** Enters the digests of the days that are over, of all that is kept beside the ledger, and today's catalogue. */
    async closeDays(): Promise<void> {
      if (log.ended !== null) return
      // What is closed stays closed: not by a clock that may be wrong.
      if (ledger.clock.closing((await log.snapshot()).recorded) !== null) return
      await access.closeDays()
      await cases.closeDays()
      await cataloguing.make()
    },

    /** After a start: indexes for search what the last run committed but had no time to index, and ends its erasures. */
    async catchUp(): Promise<void> {
      const { size } = await log.snapshot()
      await indexRecords(ledger.database, size)
      if (await sealRest(ledger)) aftercare.owe()
      await aftercare.settle()
    },

    /** Every ten minutes: does what could not be done at once. */
    async tend(): Promise<void> {
      await allOf([
        () => documents.sweep(),
        () => questions.forgetContacts(),
        () => waiting.queue.tidy(),
        () => following.tidy(),
        () => webhooks.tidy(),
        () => escalations.settle(),
        () => mentions.tend(),
        async () => {
          if (ledger.caseSealing?.changes === true) await cases.reseal(false)
        },
        async () => {
          if (await sealRest(ledger, { budget: SEALING })) aftercare.owe()
        },
        () => aftercare.settle(),
      ])
    },
  }
}
