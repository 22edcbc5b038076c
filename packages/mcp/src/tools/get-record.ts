import * as z from 'zod'
import { addressedResource, checkRecordId } from '../records/addressed-resource.ts'
import { fitRecord, withoutBlanks } from '../records/fit-records.ts'
import { recordsNotice } from '../tool/answer-text.ts'
import { defineTool, readsCoupa, type Tool } from '../tool/tool.ts'
import { fieldsArgument, maxBytesArgument, resourceArgument } from './arguments.ts'

/** Reads one record, without what is blank, and no larger than its budget. */
export const getRecordTool: Tool = defineTool({
  name: 'get_record',
  title: 'Read one record',
  description: 'Read one record by id: all that has a value, lines included, shortened to fit; or the named fields.',
  annotations: readsCoupa,
  asksOrganization: true,
  input: {
    resource: resourceArgument,
    id: z.union([z.number().int().positive(), z.string().min(1).max(200)]),
    fields: fieldsArgument,
    maxBytes: maxBytesArgument,
  },
  run: async ({ resource, id, fields, maxBytes }, call) => {
    addressedResource(resource)
    checkRecordId(id)
    const organization = await call.organization()
    const found = await organization.get(resource, id, fields, call.signal)
    const { record, shortened } = fitRecord(fields ? found : withoutBlanks(found), maxBytes)
    return {
      notice: recordsNotice(organization.host),
      resource,
      record,
      ...(shortened.length === 0 ? {} : { shortened, more: 'Name these in fields to see all of them.' }),
    }
  },
})
