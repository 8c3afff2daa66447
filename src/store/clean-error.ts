import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { DatabaseUnreachable } from './database-unreachable';
import { errorCode } from './error-code';
import { StatementFailed } from './statement-failed';

/** The server is going away, starting or full, does not know us or was tired of waiting for us: nothing is wrong with the statement. */
const unreachableStates = /^(08...|25P03|28...|3D000|53300|57P0[1-5])$/;

/** Classes whose sentences speak of SQL text and schema only. Those of 22 and 23 repeat values: `invalid input syntax for …: "4111…"`. */
const sentenceStates = /^(0A|25|40|42|53|54|55|57|58|P0|XX)/;

/** `ECONNREFUSED`, `EAI_AGAIN`. */
const socketCode = /^E[A-Z_]+$/;

/** `Connection terminated unexpectedly`, `timeout exceeded when trying to connect` and the like have no code. */
const brokenConnection = /connection|timeout|client/i;

/**
 * What a failed query may tell. pg's errors carry `detail` and `where` with the values of rows, so nothing of the original is kept:
 * not as a cause either.
 */
export function cleanError(error: unknown, address: string): Error {
  if (error instanceof DatabaseUnreachable || error instanceof StatementFailed) return error;
  if (error instanceof DatabaseError) {
    const state = error.code ?? 'unknown';
    if (unreachableStates.test(state)) return new DatabaseUnreachable(address, `SQLSTATE ${state}`);
    return new StatementFailed(state, error.constraint, error.table, sentenceStates.test(state) ? error.message : undefined);
  }
  if (types.isNativeError(error) && 'errors' in error && Array.isArray(error.errors)) return cleanError(error.errors[0], address); // one for each address of the host
  const code = errorCode(error);
  if (code !== undefined && socketCode.test(code)) return new DatabaseUnreachable(address, code);
  const words = types.isNativeError(error) ? error.message : '';
  if (brokenConnection.test(words)) return new DatabaseUnreachable(address, words);
  return types.isNativeError(error) ? error : new Error('a query failed for no known reason');
}
