/** Loads the hall of services: how many there are of each matter, for whom, in which department. */
import type { ServicesData } from '../../../web/pages/Services.tsx'
import { titleIn } from '../../domain/kinds/title.ts'
import { type From, type Loaded, NONE } from './common.ts'

/** Page of the hall of services. */
export async function loadServices({ reading, lang }: From): Promise<Loaded<ServicesData>> {
  const [services, departments] = await Promise.all([reading.services(), reading.departments()])
  return {
    data: { services },
    check: NONE,
    names: new Map(departments.map(({ record }) => [record.id, titleIn(lang, record)])),
  }
}
