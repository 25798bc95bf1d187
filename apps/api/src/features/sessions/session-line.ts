import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldFault } from '@watchroom/contracts';
import { SessionLineDto } from '@watchroom/contracts/dto';
import { readReport, type SessionReport } from '../../core/sessions/session-report';
import { inheritedNames } from '../../platform/http/inherited-names';
import { jsonDepth } from '../../platform/http/json-depth';
import { faultsOf } from '../../platform/http/validation';

const LONGEST_LINE = 4096;
const DEEPEST_JSON = 8;

type ReadLine = { report: SessionReport } | { detail: string };

/** One line of a batch; `detail` names the faulty fields and what to change. */
export function readLine(text: string, now: Date): ReadLine {
  if (text.length > LONGEST_LINE)
    return { detail: `the line has more than ${LONGEST_LINE} characters; send one session a line` };
  if (jsonDepth(text) > DEEPEST_JSON) return { detail: `JSON nests deeper than ${DEEPEST_JSON} levels` };
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { detail: 'the line must be one JSON object' };
  const [inherited] = inheritedNames(value);
  if (inherited !== undefined) return { detail: `property ${inherited} should not exist` };
  const dto = plainToInstance(SessionLineDto, value);
  const faults = faultsOf(validateSync(dto, { whitelist: true, forbidNonWhitelisted: true }));
  if (faults.length > 0) return { detail: told(faults) };
  const read = readReport(dto.session_id, dto, now);
  return 'report' in read ? read : { detail: told(read.faults) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function told(faults: readonly FieldFault[]): string {
  return faults
    .map(({ field, detail }) => (detail.startsWith(field) ? detail : `${field}: ${detail}`))
    .join('; ');
}
