import type { servicesZh } from '../../../zh/site/public/services.ts'

/** English words of the hall of services. */
export const servicesEn: typeof servicesZh = {
  services: {
    title: 'Services',
    lede: 'Who may apply, with what, how long it takes, what it costs, where to go, and to whom to complain: as the lists of the departments say. What they do not say is told as not stated.',
    description:
      'Licences, confirmations, payments and public services of {place}: guides by what you want to do and by department.',
    find: 'Name or papers',
    submit: 'Find a guide',
    life: 'What a person wants to do',
    body: 'What an enterprise or another body wants to do',
    sorted:
      'Sorted by the words of their names, one service under several headings; the lists themselves do not sort them so.',
    whom: 'For whom',
    departments: 'By department',
    gaps: 'What the guides do not state',
    gapsHint:
      'There are {n} services in force that one can apply for. Of these, so many do not state a part of the guide.',
    part: 'Part of the guide',
    lacking: 'Not stated',
    share: 'Share',
    none: 'No service that one can apply for is on a list yet.',
    all: 'All services',
  },
}
