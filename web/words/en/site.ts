import type { zh } from '../zh/site.ts'
import { clockEn } from './clock.ts'
import { boardEn } from './site/board.ts'
import { checkEn } from './site/check.ts'
import { clientEn } from './site/client.ts'
import { clocksEn } from './site/clocks.ts'
import { decisionEn } from './site/decision.ts'
import { followEn } from './site/follow.ts'
import { frameEn } from './site/frame.ts'
import { homeEn } from './site/home.ts'
import { ledgerEn } from './site/ledger.ts'
import { lineEn } from './site/line.ts'
import { consultationsEn } from './site/public/consultations.ts'
import { deliveriesEn } from './site/public/deliveries.ts'
import { guideEn } from './site/public/guide.ts'
import { mapEn } from './site/public/map.ts'
import { mentionsEn } from './site/public/mentions.ts'
import { questionsEn } from './site/public/questions.ts'
import { servicesEn } from './site/public/services.ts'
import { registerEn } from './site/register.ts'
import { rulesEn } from './site/rules.ts'
import { searchEn } from './site/search.ts'
import { shareEn } from './site/share.ts'
import { verifyEn } from './site/verify.ts'

/** The English dictionary. Counted phrases are written `one|many`. */
export const en: typeof zh = {
  ...clockEn,
  ...frameEn,
  ...followEn,
  ...guideEn,
  ...servicesEn,
  ...homeEn,
  ...registerEn,
  ...lineEn,
  ...mapEn,
  ...deliveriesEn,
  ...ledgerEn,
  ...searchEn,
  ...verifyEn,
  ...checkEn,
  ...clientEn,
  ...clocksEn,
  ...decisionEn,
  ...boardEn,
  ...rulesEn,
  ...questionsEn,
  ...consultationsEn,
  ...mentionsEn,
  ...shareEn,
}
