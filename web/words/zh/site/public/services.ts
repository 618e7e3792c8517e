/** Chinese words of the hall of services. */
export const servicesZh = {
  services: {
    title: '办事',
    lede: '要办一件事：谁可以申请、要什么材料、几天办结、收不收费、去哪里、不满意找谁。都照部门的清单所载，没有写明的如实说没有写明。',
    description: '{place}可以申请办理的许可、确认、给付和公共服务：按要办的事和部门查办事指南。',
    find: '按名称、材料或部门查',
    submit: '查办事指南',
    life: '个人要办的事',
    body: '企业和单位要办的事',
    sorted: '按事项名称里的字词归类，同一事项可以归入几类；清单本身没有这样分。',
    whom: '谁来办',
    departments: '按部门',
    gaps: '指南没有写明的',
    gapsHint: '现行有效、可以申请办理的共 {n} 项。下面是其中没有写明某一部分的有多少项。',
    part: '指南的部分',
    lacking: '没有写明的',
    share: '占比',
    none: '还没有可以申请办理的事项列入清单。',
    all: '全部可以申请办理的事项',
  },
}
