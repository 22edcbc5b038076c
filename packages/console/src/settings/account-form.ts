import type { Account } from '@coupa-connector/protocol'
import type { ChangedPart } from '../versioned-form/conflict-notice.tsx'
import { flatShape } from '../versioned-form/form-shape.ts'

/** What of an account can be changed. */
export interface AccountForm {
  readonly name: string
  readonly draftUse: Account['policy']['draftUse']
  readonly productionDeploys: Account['policy']['productionDeploys']
}

/** The hub takes blanks off the ends of a name. */
export const accountFormShape = flatShape<AccountForm>({
  name: (name) => name.trim(),
  draftUse: (draftUse) => draftUse,
  productionDeploys: (productionDeploys) => productionDeploys,
})

export const draftUseWords: Readonly<Record<AccountForm['draftUse'], string>> = {
  refused: 'Require a passed test before use',
  allowed: 'Allow untested connections',
}

export const productionDeploysWords: Readonly<Record<AccountForm['productionDeploys'], string>> = {
  alone: 'One administrator deploys',
  'with-approval': 'Another administrator approves the version first',
}

const labels: Readonly<Record<keyof AccountForm, string>> = {
  name: 'Name',
  draftUse: 'Untested connections',
  productionDeploys: 'Deploying to production',
}

export function accountFormOf({ name, policy }: Account): AccountForm {
  return { name, draftUse: policy.draftUse, productionDeploys: policy.productionDeploys }
}

export function accountPartLabel(part: keyof AccountForm): string {
  return labels[part]
}

/** What is different now from what was looked at. */
export function describeAccountChange(part: keyof AccountForm, from: AccountForm, to: AccountForm): ChangedPart {
  const show = (form: AccountForm): string => {
    if (part === 'draftUse') return draftUseWords[form.draftUse]
    return part === 'productionDeploys' ? productionDeploysWords[form.productionDeploys] : form[part]
  }
  return { label: labels[part], from: show(from), to: show(to) }
}
