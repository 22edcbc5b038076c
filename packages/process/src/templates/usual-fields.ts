import type { FieldDescription, ResourceDescription } from '@coupa-connector/catalog'
import type { SourceField } from '../definition/definition-schema.ts'
import { fieldsBelow } from '../paths/catalog-path.ts'
import { isSecretName } from '../paths/secret-names.ts'

/** Files and pictures: in no default. */
const neverByDefault = /attachments?$|^image|signature/

/** What an association is known by, the first that it has. */
const known = ['number', 'code', 'login', 'name', 'po-number', 'invoice-number']

/**
 * The fields of a resource that a copy of it usually has: its plain fields, and of each association the id and what it is known
 * by. Lists are left out, and so is what nobody should copy without meaning to.
 */
export function usualFields({ fields }: ResourceDescription): readonly SourceField[] {
  return fields.filter(isUsual).flatMap((field): readonly SourceField[] => {
    if (field.name === 'custom-fields') return [{ [field.name]: {} }]
    if (field.type !== 'object') return [field.name]
    const below = fieldsBelow(field)
    const name = known.find((one) => below.some((inner) => inner.name === one))
    return name === undefined ? [] : [{ [field.name]: ['id', name] }]
  })
}

function isUsual({ name, type, isReadable }: FieldDescription): boolean {
  return isReadable && type !== 'array' && type !== 'unknown' && !isSecretName(name) && !neverByDefault.test(name)
}
