/** All verbs and all reading of one ledger, under one name. */
import type { BlobStore } from '../store/blobs/blobs.ts'
import { indexRecords } from '../store/search/indexer.ts'
import { createAccess } from './access.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createInvitations } from './accounts/invitations.ts'
import { createKeys } from './accounts/keys.ts'
import type { Fetcher } from './accounts/oidc.ts'
import { createPasskeys } from './accounts/passkeys.ts'
import { createProviderSignIn } from './accounts/provider-sign-in.ts'
import { createProviders } from './accounts/providers.ts'
import { createSessions } from './accounts/sessions.ts'
import { createActs } from './acts.ts'
import { createCases } from './cases/cases.ts'
import { createDeliveries } from './deliveries.ts'
import { createDepartments } from './departments.ts'
import { createDispatch } from './dispatch.ts'
import { createDocuments } from './documents.ts'
import { createDrafts } from './drafts.ts'
import { createErasures } from './erasures.ts'
import { createFlagAround } from './flag-around.ts'
import { createFlags } from './flags.ts'
import { createInspection } from './inspection.ts'
import { createLog } from './log.ts'
import type { Ledger } from './open.ts'
import { createPatterns } from './patterns.ts'
import { createQueue } from './queue.ts'
import { createReading } from './reading.ts'
import { createRecheck } from './recheck.ts'
import { createReentry } from './reentry.ts'
import { createRegisters } from './registers.ts'
import { createResponsibilities } from './responsibilities.ts'
import { createRulebook } from './rulebook.ts'
import { createStanding } from './standing/standing.ts'
import { createTriage } from './triage.ts'
import { createTrial } from './trial.ts'
import { createWithheld } from './withheld.ts'

export type Services = ReturnType<typeof createServices>

/**
 * @param blobs where documents are kept; null when this ledger keeps their digests alone
 * @param fetcher how requests are sent to sign-in providers
 */
export function createServices(
  ledger: Ledger,
  blobs: BlobStore | null = null,
  fetcher: Fetcher = (url, options) => fetch(url, options),
) {
  const log = createLog(ledger)
  const acts = createActs(ledger)
  const responsibilities = createResponsibilities(ledger)
  const accounts = createAccounts(ledger)
  const access = createAccess(ledger)
  const invitations = createInvitations(ledger, accounts)
  const providers = createProviders(ledger)
  const reading = createReading(ledger, log)
  const rulebook = createRulebook(ledger)
  const standing = createStanding(ledger, { settings: rulebook.settings })
  const flags = createFlags(ledger, { acts, standing, reading, rulebook })
  const queue = createQueue(ledger, { standing, reading })
  const inspection = createInspection(ledger)
  const cases = createCases(ledger, { acts })
  return {
    ledger,
    log,
    reading,
    departments: createDepartments(ledger),
    responsibilities,
    erasures: createErasures(ledger),
    deliveries: createDeliveries(ledger),
    documents: createDocuments(blobs),
    acts,
    accounts,
    keys: createKeys(ledger, accounts),
    sessions: createSessions(ledger, accounts),
    invitations,
    passkeys: createPasskeys(ledger, accounts),
    providers,
    providerSignIn: createProviderSignIn(ledger, { accounts, invitations, providers }, fetcher),
    access,
    cases,
    withheld: createWithheld(ledger, access),
    drafts: createDrafts(ledger, accounts, createDispatch(acts, responsibilities)),
    registers: createRegisters(ledger),
    reentry: createReentry(ledger),
    inspection,
    recheck: createRecheck(ledger, { inspection, reading }).recheck,
    trial: createTrial(ledger, { inspection, rulebook, reading }),
    rulebook,
    standing,
    flags,
    flagAround: createFlagAround(ledger, { reading, standing, rulebook }),
    patterns: createPatterns(ledger, { rulebook }),
    queue,
    triage: createTriage(ledger, { queue, flags }),
    /** Enters the digests of the days that are over, of all that is kept beside the ledger. */
    async closeDays(): Promise<void> {
      await access.closeDays()
      await cases.closeDays()
    },

    /** After a start: indexes for search what the last run committed but had no time to index. */
    async catchUp(): Promise<void> {
      const { size } = await log.head()
      await indexRecords(ledger.database, size)
    },
  }
}
