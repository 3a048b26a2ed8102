// Rules of file paths inside volumes and mounts.
// @source pkg/apis/core/validation/validation.go validateLocalDescendingPath, validatePathNoBacksteps, ValidateLocalNonReservedPath

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Errors } from './rules.ts'

export function hasBackstep(text: string): boolean {
  return text.includes('..') && text.split('/').includes('..')
}

/** @source validatePathNoBacksteps */
export function validateNoBacksteps(text: string, path: FieldPath, errors: Errors): void {
  if (hasBackstep(text)) errors.push(invalid(path, text, "must not contain '..'"))
}

/** @source validateLocalDescendingPath */
export function validateDescendingPath(text: string, path: FieldPath, errors: Errors): void {
  if (text.startsWith('/')) errors.push(invalid(path, text, 'must be a relative path'))
  validateNoBacksteps(text, path, errors)
}

/** Names that begin with two dots are the kubelet's own. @source ValidateLocalNonReservedPath */
export function validateNonReservedPath(text: string, path: FieldPath, errors: Errors): void {
  validateDescendingPath(text, path, errors)
  if (text.startsWith('..') && !text.startsWith('../')) errors.push(invalid(path, text, "must not start with '..'"))
}

/** Permissions of a file: 0 to 0777. */
export function validateMode(mode: number | undefined, path: FieldPath, errors: Errors): void {
  if (mode !== undefined && (mode > 0o777 || mode < 0))
    errors.push(invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive'))
}
