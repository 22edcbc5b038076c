import type { ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { documentTypeOf } from '../monitoring/document-type.ts'

/** Whether what is to be kept in Coupa about runs can be kept there. */
export function checkMonitoring(
  { coupaMonitoring: { level, integration }, source }: Definition,
  { name }: ResourceDescription,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (level > 0 && integration === undefined) {
    problems.push({
      path: 'coupaMonitoring.integration',
      message: 'is missing: runs in Coupa belong to an integration',
      suggestion: 'Give the code or the name of one that exists in Coupa, under Setup > Integrations.',
    })
  }
  if (level > 1 && documentTypeOf(name) === undefined) {
    problems.push({
      path: 'coupaMonitoring.level',
      message: `is ${level}, and Coupa keeps no errors and no history about records of ${name}`,
      suggestion: 'Use 1.',
    })
  }
  if (level === 3 && source.mode === 'full') {
    problems.push({
      path: 'coupaMonitoring.level',
      message: 'is 3, and a full refresh would add a history record for every record each time',
      suggestion: 'Use 2.',
    })
  }
  return problems
}
