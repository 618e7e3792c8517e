/** Every page of the site: its address, what it draws, what loads it. A new page is a row here. */
import { type SitePage, type View, viewOf } from '../../web/page.tsx'
import { accessibilityPage } from '../../web/pages/Accessibility.tsx'
import { calendarPage } from '../../web/pages/Calendar.tsx'
import { checkPage } from '../../web/pages/Check.tsx'
import { clocksPage } from '../../web/pages/Clocks.tsx'
import { consultationPage } from '../../web/pages/Consultation.tsx'
import { coveragePage } from '../../web/pages/Coverage.tsx'
import { decisionPage } from '../../web/pages/Decision.tsx'
import { deliveriesPage, deliveryPage } from '../../web/pages/Delivery.tsx'
import { departmentPage } from '../../web/pages/Department.tsx'
import { departmentsPage } from '../../web/pages/Departments.tsx'
import { entryPage } from '../../web/pages/Entry.tsx'
import { figuresPage } from '../../web/pages/Figures.tsx'
import { homePage } from '../../web/pages/Home.tsx'
import { ledgerPage } from '../../web/pages/Ledger.tsx'
import { mapPage, mapsPage } from '../../web/pages/Map.tsx'
import { milestonePage } from '../../web/pages/Milestone.tsx'
import { milestonesPage } from '../../web/pages/Milestones.tsx'
import { personPage } from '../../web/pages/Person.tsx'
import { questionPage } from '../../web/pages/Question.tsx'
import { plainRecordPage } from '../../web/pages/Record.tsx'
import { registerPage } from '../../web/pages/Register.tsx'
import { responsePage } from '../../web/pages/Response.tsx'
import { responsibilitiesPage } from '../../web/pages/Responsibilities.tsx'
import { responsibilityPage } from '../../web/pages/Responsibility.tsx'
import { rulePage } from '../../web/pages/Rule.tsx'
import { rulesPage } from '../../web/pages/Rules.tsx'
import { searchPage } from '../../web/pages/Search.tsx'
import { servicesPage } from '../../web/pages/Services.tsx'
import { verifyPage } from '../../web/pages/Verify.tsx'
import { versionsPage } from '../../web/pages/Versions.tsx'
import { votesPage } from '../../web/pages/Votes.tsx'
import { listedKinds, lists } from '../domain/kinds/table.ts'
import { loadDeliveries, loadDelivery } from './delivery/load.ts'
import type { Check } from './html/render.ts'
import { loadClocks } from './load/clocks.ts'
import { type Ask, type From, type Loader, loadNothing } from './load/common.ts'
import { loadConsultation } from './load/consultations.ts'
import { loadDecision, loadVersions, recordLoader } from './load/decisions.ts'
import { loadFigures } from './load/figures.ts'
import { loadCheck, loadEntry, loadLedger, loadVerify } from './load/ledger.ts'
import { listLoader, loadServices } from './load/lists.ts'
import { loadBoard, loadCalendar, loadMilestone } from './load/milestones.ts'
import { loadPerson, loadVotes } from './load/people.ts'
import { loadQuestion } from './load/questions.ts'
import { loadDepartment, loadDepartments, loadHome, loadResponsibility, loadSearch } from './load/register.ts'
import { loadResponse } from './load/response.ts'
import { loadCoverage, loadRule, loadRules } from './load/rules.ts'
import { loadMap, loadMaps } from './map/load.ts'

/** A page ready to be drawn in a frame. */
export interface Shown {
  view: View
  check: Check
  names: ReadonlyMap<string, string>
}

/** A page at its address, without the language. */
export interface Route {
  path: string
  /** False where a page rests on more than the ledger: its index or its rules may follow behind. */
  cached: boolean
  /** True of a page with a map, whose ground may lie elsewhere. */
  map?: true
  /** Null when there is no such page. */
  load(from: From, ask: Ask, id: string): Promise<Shown | null>
}

/** A row: the loader gives what the page draws, or it does not compile. */
function row<Data>(path: string, page: SitePage<Data>, loader: Loader<Data>, cached = true): Route {
  return {
    path,
    cached,
    async load(from, ask, id) {
      const loaded = await loader(from, ask, id)
      if (loaded === null) return null
      const { data, check, names } = loaded
      return { view: viewOf(page, data), check, names }
    },
  }
}

/** Pages that some kinds have for themselves; all others are shown alike. */
const OWN: readonly Route[] = [
  row('/departments', departmentsPage, loadDepartments),
  row('/departments/:id', departmentPage, loadDepartment),
  row('/responsibilities', responsibilitiesPage, listLoader('responsibility')),
  row('/responsibilities/:id', responsibilityPage, loadResponsibility),
  row('/decisions/:id', decisionPage, loadDecision),
  row('/milestones', milestonesPage, loadBoard),
  row('/milestones/:id', milestonePage, loadMilestone),
  row('/people/:id', personPage, loadPerson),
  row('/people/:id/votes', votesPage, loadVotes),
  row('/questions/:id', questionPage, loadQuestion),
  row('/consultations/:id', consultationPage, loadConsultation),
]

const ALIKE: readonly Route[] = listedKinds.flatMap((kind) => [
  row(`/${lists[kind]}`, registerPage, listLoader(kind)),
  row(`/${lists[kind]}/:id`, plainRecordPage, recordLoader(kind)),
])

/** Pages of the site, in the order in which their addresses are matched. */
export const PAGES: readonly Route[] = [
  row('/', homePage, loadHome),
  ...OWN,
  ...ALIKE.filter(({ path }) => OWN.every((own) => own.path !== path)),
  row('/services', servicesPage, loadServices),
  row('/deliveries', deliveriesPage, loadDeliveries),
  row('/deliveries/:id', deliveryPage, loadDelivery),
  row('/map', mapsPage, loadMaps),
  { ...row('/map/:id', mapPage, loadMap), map: true },
  row('/calendar', calendarPage, loadCalendar),
  row('/versions/:id', versionsPage, loadVersions),
  row('/clocks', clocksPage, loadClocks, false),
  row('/figures', figuresPage, loadFigures, false),
  row('/response', responsePage, loadResponse),
  row('/rules', rulesPage, loadRules),
  row('/rules/:id', rulePage, loadRule, false),
  row('/coverage', coveragePage, loadCoverage, false),
  row('/ledger', ledgerPage, loadLedger),
  row('/entries/:id{[0-9]{1,15}}', entryPage, loadEntry),
  row('/search', searchPage, loadSearch, false),
  row('/verify', verifyPage, loadVerify, false),
  row('/check', checkPage, loadCheck),
  row('/accessibility', accessibilityPage, loadNothing),
]
