import { Option } from 'commander';
import { duplicatesPolicies } from '../store/duplicates-policy';

/** `--duplicates`: what to do with rows that another batch has paid or may still pay. */
export function duplicatesOption(): Option {
  return new Option('--duplicates <policy>', 'rows that another batch has paid, or may still pay')
    .choices(duplicatesPolicies)
    .default('refuse');
}
