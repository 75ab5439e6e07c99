import { defineForm } from '#platform/forms';
import { userNameField } from '../fields.ts';

/** For somebody who has no account yet. */
export const firstInvitationForm = defineForm({ userName: userNameField });
