import { PaperclipError, type FieldProblem } from '@paperclip/core'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import type { FastifySchemaCompiler } from 'fastify'
import { ACT_INPUT } from '../wire/act-input.ts'
import { fewOf } from './problem.ts'

const OPTIONS = { allErrors: true, strict: false, useDefaults: true, removeAdditional: false, verbose: true } as const
const strict = withFormats(new Ajv({ ...OPTIONS, coerceTypes: false }))
const lenient = withFormats(new Ajv({ ...OPTIONS, coerceTypes: 'array' }))

function withFormats(ajv: Ajv): Ajv {
  formats.default(ajv)
  return ajv
}

/** Checks requests: bodies as they are, query strings with their texts read as numbers where those are meant. Inputs of acts are checked by the acts themselves, in the same words as in the SDK. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }): FastifyValidationResult => {
  if (ACT_INPUT in schema) return () => true
  let compiled: ValidateFunction | undefined                               // when it is asked for first: most routes never are, and a start need not wait for them
  return value => {
    const validate = compiled ??= (httpPart === 'body' ? strict : lenient).compile(schema)
    return validate(value) ? { value } : { error: invalid(validate.errors ?? [], httpPart) }
  }
}

/** What is wrong with a request, field by field: the first of it, and how much more there is. */
function invalid(errors: readonly ErrorObject[], part: string | undefined): PaperclipError {
  const fields = fewOf(faultsIn(errors)), more = errors.length - fields.length
  const lines = fields.map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`))
  return new PaperclipError('invalid_input', `The ${part === 'querystring' ? 'query' : part} is not valid. ${lines.join('; ')}${more === 0 ? '' : `; and ${more} more`}.`, { fields })
}

function* faultsIn(errors: readonly ErrorObject[]): Generator<FieldProblem> {
  for (const error of errors) yield { field: fieldOf(error), problem: `${error.message ?? 'is not valid'}${allowed(error)}` }
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.')
  const more: unknown = keyword === 'additionalProperties' ? params['additionalProperty'] : keyword === 'required' ? params['missingProperty'] : undefined
  return more === undefined ? path : [path, String(more)].filter(part => part !== '').join('.')
}

const allowed = ({ keyword, params }: ErrorObject): string => (keyword === 'enum' && Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : '')
