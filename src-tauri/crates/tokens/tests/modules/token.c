/* A PKCS#11 module with one token that misbehaves as the compiler is told.
 *
 * It is written from the standard's description of CK_FUNCTION_LIST and knows just what a signer
 * asks for. CERTIFICATE names a file with the certificate of its key; it signs nothing that holds.
 * With one of these it is a token that …
 *   LOCKS        is locked by the third wrong PIN, and says so in its flags
 *   EXPIRED      wants its PIN changed
 *   PULLED       is pulled out when it is to sign
 *   KEYLESS      has no private key for its certificate
 *   DEAF         knows no mechanism that its key needs
 *   EMPTY        is not plugged in
 *   HANGS        never answers when it is asked for its slots
 *   HANGS_LATER  never answers when it is to sign
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;

struct version { unsigned char major, minor; };
struct attribute { ulong type; void *value; ulong length; };
struct token_info {
    char label[32], maker[32], model[16], serial[16];
    ulong flags, counts[10];
    struct version hardware, firmware;
    char time[16];
};
struct function_list { struct version version; void *functions[68]; };

enum { OK = 0, PIN_INCORRECT = 0xa0, PIN_EXPIRED = 0xa3, PIN_LOCKED = 0xa4, DEVICE_REMOVED = 0x32,
       TYPE_INVALID = 0x12 };
enum { LOGIN_REQUIRED = 0x4, PIN_INITIALIZED = 0x8, TOKEN_INITIALIZED = 0x400, COUNT_LOW = 0x10000,
       FINAL_TRY = 0x20000, LOCKED = 0x40000, TO_BE_CHANGED = 0x80000 };
enum { CERTIFICATE_CLASS = 1, PUBLIC_CLASS = 2, PRIVATE_CLASS = 3 };

static const char PIN[] = "12345678";
static int wrong, logged_in;
static ulong wanted;

static void fill(char *field, ulong size, const char *text) {
    memset(field, ' ', size);
    memcpy(field, text, strlen(text));
}

static ulong fine(void) { return OK; }

static void hang(void) { for (;;) pause(); }

static ulong get_slots(unsigned char present, ulong *slots, ulong *count) {
#ifdef HANGS
    hang();
#endif
#ifdef EMPTY
    *count = 0;
#else
    if (slots) slots[0] = 7;
    *count = 1;
#endif
    return OK;
}

static ulong get_token(ulong slot, struct token_info *info) {
    memset(info, 0, sizeof *info);
    fill(info->label, 32, "Nguyễn Văn An");
    fill(info->maker, 32, "Nhà sản xuất");
    fill(info->model, 16, "Thử");
    fill(info->serial, 16, "0123456789ABCDEF");
    info->flags = LOGIN_REQUIRED | PIN_INITIALIZED | TOKEN_INITIALIZED;
#ifdef LOCKS
    if (wrong) info->flags |= COUNT_LOW;
    if (wrong == 2) info->flags |= FINAL_TRY;
    if (wrong >= 3) info->flags |= LOCKED;
#endif
#ifdef EXPIRED
    info->flags |= TO_BE_CHANGED;
#endif
    return OK;
}

static ulong get_mechanisms(ulong slot, ulong *list, ulong *count) {
#ifdef DEAF
    ulong known = 0x220; /* CKM_SHA_1 */
#else
    ulong known = 0x1; /* CKM_RSA_PKCS */
#endif
    if (list) list[0] = known;
    *count = 1;
    return OK;
}

static ulong open_session(ulong slot, ulong flags, void *application, void *notify, ulong *session) {
    *session = 1;
    return OK;
}

static ulong login(ulong session, ulong user, const char *pin, ulong length) {
#ifdef EXPIRED
    return PIN_EXPIRED;
#endif
    if (wrong >= 3) return PIN_LOCKED;
    if (length == sizeof PIN - 1 && !memcmp(pin, PIN, length)) {
        wrong = 0;
        logged_in = 1;
        return OK;
    }
    wrong++;
    return PIN_INCORRECT;
}

static ulong logout(ulong session) { logged_in = 0; return OK; }

static ulong find_begin(ulong session, const struct attribute *template, ulong count) {
    wanted = 0;
    for (ulong i = 0; i < count; i++)
        if (template[i].type == 0) wanted = *(ulong *)template[i].value;
    if (wanted == PRIVATE_CLASS && !logged_in) wanted = 0;
    if (wanted == PUBLIC_CLASS) wanted = 0;
#ifdef KEYLESS
    if (wanted == PRIVATE_CLASS) wanted = 0;
#endif
    return OK;
}

static ulong find(ulong session, ulong *objects, ulong most, ulong *count) {
    *count = 0;
    if (wanted && most) { objects[0] = wanted; *count = 1; }
    wanted = 0;
    return OK;
}

static ulong give(struct attribute *out, const void *bytes, ulong length) {
    if (out->value && out->length >= length) memcpy(out->value, bytes, length);
    out->length = length;
    return OK;
}

static ulong get_attributes(ulong session, ulong object, struct attribute *out, ulong count) {
    static char certificate[8192];
    for (ulong i = 0; i < count; i++) {
        if (out[i].type == 0x11 && object == CERTIFICATE_CLASS) { /* CKA_VALUE */
            FILE *file = fopen(CERTIFICATE, "rb");
            ulong length = fread(certificate, 1, sizeof certificate, file);
            fclose(file);
            give(&out[i], certificate, length);
        } else if (out[i].type == 0x3) { /* CKA_LABEL */
            give(&out[i], "Chứng thư ký", strlen("Chứng thư ký"));
        } else if (out[i].type == 0x102) { /* CKA_ID */
            give(&out[i], "\x01\xa2", 2);
        } else {
            out[i].length = ~0UL;
            return TYPE_INVALID;
        }
    }
    return OK;
}

static ulong sign(ulong session, const char *data, ulong length, char *signature, ulong *size) {
#ifdef HANGS_LATER
    hang();
#endif
#ifdef PULLED
    return DEVICE_REMOVED;
#endif
    if (signature) memset(signature, 1, 256);
    *size = 256;
    return OK;
}

static struct function_list list;

ulong C_GetFunctionList(struct function_list **out) {
    list.version = (struct version){2, 40};
    list.functions[0] = fine;  /* C_Initialize */
    list.functions[1] = fine;  /* C_Finalize */
    list.functions[3] = C_GetFunctionList;
    list.functions[4] = get_slots;
    list.functions[6] = get_token;
    list.functions[7] = get_mechanisms;
    list.functions[12] = open_session;
    list.functions[13] = fine;  /* C_CloseSession */
    list.functions[18] = login;
    list.functions[19] = logout;
    list.functions[24] = get_attributes;
    list.functions[26] = find_begin;
    list.functions[27] = find;
    list.functions[28] = fine;  /* C_FindObjectsFinal */
    list.functions[42] = fine;  /* C_SignInit */
    list.functions[43] = sign;
    *out = &list;
    return OK;
}
