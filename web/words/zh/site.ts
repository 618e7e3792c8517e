import { clockZh } from './clock.ts'
import { boardZh } from './site/board.ts'
import { checkZh } from './site/check.ts'
import { clientZh } from './site/client.ts'
import { clocksZh } from './site/clocks.ts'
import { decisionZh } from './site/decision.ts'
import { followZh } from './site/follow.ts'
import { frameZh } from './site/frame.ts'
import { homeZh } from './site/home.ts'
import { ledgerZh } from './site/ledger.ts'
import { lineZh } from './site/line.ts'
import { consultationsZh } from './site/public/consultations.ts'
import { deliveriesZh } from './site/public/deliveries.ts'
import { guideZh } from './site/public/guide.ts'
import { mapZh } from './site/public/map.ts'
import { mentionsZh } from './site/public/mentions.ts'
import { questionsZh } from './site/public/questions.ts'
import { servicesZh } from './site/public/services.ts'
import { registerZh } from './site/register.ts'
import { rulesZh } from './site/rules.ts'
import { searchZh } from './site/search.ts'
import { shareZh } from './site/share.ts'
import { verifyZh } from './site/verify.ts'

/**
 * The Chinese dictionary of the site (default language). Plain sentences; `{name}` marks a value put in by `fill`.
 * Words for the codes of the domain (types, levels, states …) come from worker/domain/labels.
 */
export const zh = {
  ...clockZh,
  ...frameZh,
  ...followZh,
  ...guideZh,
  ...servicesZh,
  ...homeZh,
  ...registerZh,
  ...lineZh,
  ...mapZh,
  ...deliveriesZh,
  ...ledgerZh,
  ...searchZh,
  ...verifyZh,
  ...checkZh,
  ...clientZh,
  ...clocksZh,
  ...decisionZh,
  ...boardZh,
  ...rulesZh,
  ...questionsZh,
  ...consultationsZh,
  ...mentionsZh,
  ...shareZh,
}
