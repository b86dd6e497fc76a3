// Runs the cases which cases.py writes: one a line, fields separated by tabs, bodies and bases in hexadecimal.
#include "mql5_shim.hpp"
#include "../HandselDevice.mqh"

#include <fstream>
#include <iostream>
#include <sstream>

static int passed = 0;
static int failed = 0;

static void check(const string &name, const string &expected, const string &actual) {
   if (expected == actual) {
      passed++;
      return;
   }
   failed++;
   std::cout << "FAILED " << name << "\n  expected " << expected << "\n  actual   " << actual << "\n";
}

static std::vector<uchar> unhex(const string &text) {
   std::vector<uchar> bytes;
   for (size_t i = 0; i + 1 < text.size(); i += 2) bytes.push_back(static_cast<uchar>(std::stoi(text.substr(i, 2), nullptr, 16)));
   return bytes;
}

static string text(const std::vector<uchar> &bytes) { return string(bytes.begin(), bytes.end()); }

static string hex(const std::vector<uchar> &bytes) {
   string digits = "0123456789abcdef", all;
   for (uchar byte : bytes) {
      all += digits[byte >> 4];
      all += digits[byte & 15];
   }
   return all;
}

// sign name token keyid method url target content-type digest-or-empty body created expires nonce alg base input signature
static void sign(const std::vector<string> &f) {
   std::vector<uchar> key, body = unhex(f[9]);
   check(f[1] + " secret", "", HandselReadSecret(f[2], key));
   check(f[1] + " check", "", HandselCheck(f[4], f[6], f[7], f[12]));
   string digest = body.empty() ? "" : f[8].empty() ? HandselContentDigest(body) : f[8];
   string parameters = HandselParameters(!body.empty(), std::stol(f[10]), std::stol(f[11]), f[12], f[3], f[13] == "1");
   string base = HandselBase(f[4], HandselAuthority(f[5]), f[6], f[7], digest, parameters);
   check(f[1] + " base", text(unhex(f[14])), base);
   check(f[1] + " input", f[15], "sig=" + parameters);
   check(f[1] + " signature", f[16], "sig=:" + HandselMac(key, base) + ":");
}

// legacy name token method path body device nonce timestamp canonical signature
static void legacy(const std::vector<string> &f) {
   string base = HandselLegacyBase(f[3], f[4], text(unhex(f[5])), f[6], f[7], f[8]);
   check(f[1] + " canonical", text(unhex(f[9])), base);
   check(f[1] + " signature", f[10], HandselLegacyMac(f[2], base));
}

static void run(const std::vector<string> &f) {
   std::vector<uchar> bytes;
   if (f[0] == "sign") {
      sign(f);
   } else if (f[0] == "legacy") {
      legacy(f);
   } else if (f[0] == "invalid") {
      check("invalid secret", "refused", HandselReadSecret(text(unhex(f[1])), bytes).empty() ? "taken" : "refused");
   } else if (f[0] == "key") {
      check("secret", "", HandselReadSecret(f[1], bytes));
      check("key", f[2], hex(bytes));
   } else if (f[0] == "hmac") {
      HandselHmac(unhex(f[1]), unhex(f[2]), bytes);
      check("hmac of " + f[2].substr(0, 20), f[3], hex(bytes));
   } else if (f[0] == "base64") {
      check("base64 of " + f[1], f[2], HandselBase64(unhex(f[1])));
   } else if (f[0] == "authority") {
      check("authority of " + f[1], f[2], HandselAuthority(f[1]));
   } else if (f[0] == "time") {
      check("time of " + f[1], f[2], IntegerToString(HandselParseTime(f[1])));
   } else if (f[0] == "member") {
      check("member of " + f[1], f[3], HandselMember(f[1], f[2]));
   } else if (f[0] == "url") {
      string server = text(unhex(f[1])), target = text(unhex(f[2])), authority = HandselAuthority(server);
      bool taken = !authority.empty() && HandselCheck("GET", target, "", "AAAAAAAAAAAAAAAA").empty();
      check("url " + server + target, text(unhex(f[3])),
            taken ? authority + "\n" + HandselPath(target) + "\n" + HandselQuery(target) : "");
   } else if (f[0] == "wrong") {
      check("wrong request", "refused", HandselCheck(f[1], f[2], text(unhex(f[3])), f[4]).empty() ? "taken" : "refused");
   } else {
      check("kind of case", "known", f[0]);
   }
}

int main(int count, char **arguments) {
   std::ifstream cases(count > 1 ? arguments[1] : "");
   for (string line; std::getline(cases, line);) {
      std::vector<string> fields;
      std::istringstream rest(line + "\t");
      for (string field; std::getline(rest, field, '\t');) fields.push_back(field);
      run(fields);
   }
   std::cout << passed << " passed, " << failed << " failed\n";
   return failed > 0 || passed == 0 ? 1 : 0;
}
