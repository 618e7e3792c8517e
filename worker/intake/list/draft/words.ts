/** Words by which headers of lists of powers tell what a column is, where the built-in headers do not. */

/** Patterns of bare headers, the more special before the more general; the first that fits holds. */
export const FIELD_WORDS: readonly (readonly [string, RegExp])[] = [
  ['dutyBases', /(?:责任|履责|职责|追责).*依据/u],
  ['fees', /收费/u],
  ['legalBases', /依据|法律法规|法条|legalbas/u],
  ['statutoryTimeLimit', /法定.*(?:期限|时限|时间|工作日|天数)|办结时限/u],
  ['promisedTimeLimit', /承诺.*(?:期限|时限|时间|工作日|天数)|办理(?:时限|期限)/u],
  ['accountableRoles', /(?:追责|问责|责任追究).*(?:对象|主体|人员)/u],
  ['exemptionCases', /免责|免予|不予追/u],
  ['accountabilityCases', /追责|问责|责任追究/u],
  ['supervision', /监督|投诉|举报|救济/u],
  ['phone', /电话|咨询/u],
  ['applicants', /(?:服务|申请|办理|实施|管理)对象|相对人/u],
  ['conditions', /条件/u],
  ['materials', /材料/u],
  ['handling', /流程|程序/u],
  ['place', /地点|地址|窗口/u],
  ['itemCode', /(?:编码|编号|代码)$/u],
  ['type', /(?:类型|类别|种类|性质|属性|分类)$/u],
  ['undertakingUnits', /承办|内设|科室|处室|责任(?:单位|部门)$|经办/u],
  ['implementer', /(?:实施|行使|执法|执行|责任|权力|职权|办理)(?:主体|机构|机关|单位|部门)$/u],
  ['level', /层级|级别/u],
  ['scope', /权限/u],
  ['subItem', /子项|分项|小项/u],
  ['duties', /责任(?:事项|内容|清单)|履职|职责内容/u],
  [
    'name',
    /^(?:(?:行政)?(?:项目|事项|职权|权力|权责|主项|目录)(?:名称)?|(?:.{0,6})(?:事项|职权|权力|项目)名称|名称)$/u,
  ],
  ['description', /职责|内容/u],
  ['number', /^(?:序号?|顺序号?|编?号)$/u],
  ['department', /^(?:部门|单位)(?:名称)?$|主管(?:部门|单位)$/u],
  ['remark', /备注|说明/u],
]

/** Names of types of power, as cells print them. */
export const TYPE_NAMES =
  /^(?:行政)?(?:许可|处罚|强制(?:措施|执行)?|征收|给付|检查|确认|奖励|裁决|征用|规划|备案|审批)(?:类)?$|^其他(?:行政)?(?:权力|职权|类)|^公共服务/u
