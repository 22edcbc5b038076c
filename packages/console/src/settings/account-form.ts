import type { Account } from '@coupa-connector/protocol'
import type { ChangedPart } from '../versioned-form/conflict-notice.tsx'
import { flatShape } from '../versioned-form/form-shape.ts'

/** What of an account can be changed. */
export interface AccountForm {
  readonly name: string
  readonly draftUse: Account['policy']['draftUse']
}

/** The hub takes blanks off the ends of a name. */
export const accountFormShape = flatShape<AccountForm>({
  name: (name) => name.trim(),
  draftUse: (draftUse) => draftUse,
})

export const draftUseWords: Readonly<Record<AccountForm['draftUse'], string>> = {
  refused: 'Require a passed test before use',
  allowed: 'Allow untested connections',
}

const labels: Readonly<Record<keyof AccountForm, string>> = { name: 'Name', draftUse: 'Untested connections' }

export function accountFormOf({ name, policy }: Account): AccountForm {
  return { name, draftUse: policy.draftUse }
}

export function accountPartLabel(part: keyof AccountForm): string {
  return labels[part]
}

/** What is different now from what was looked at. */
export function describeAccountChange(part: keyof AccountForm, from: AccountForm, to: AccountForm): ChangedPart {
  const show = (form: AccountForm): string => (part === 'draftUse' ? draftUseWords[form.draftUse] : form[part])
  return { label: labels[part], from: show(from), to: show(to) }
}
