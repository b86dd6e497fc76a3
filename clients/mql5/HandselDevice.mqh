//+------------------------------------------------------------------+
//| Signs the requests of a device: RFC 9421, tag device-v1.          |
//| Copy it to MQL5/Include. The first part is written in what MQL5   |
//| and C++17 have in common, so that it is tested outside of a       |
//| terminal (test/vectors.cpp); the second part is MQL5 alone.       |
//|                                                                   |
//|   CHandselDevice device;                                          |
//|   if(!device.Open("https://host", "dk_...", "dvs1_..."))          |
//|      Print(device.Error());                                       |
//|   string answer;                                                  |
//|   int status = device.Request("POST", "/v1/device/heartbeat",     |
//|                               "{\"version\":\"1.0\"}", answer);   |
//+------------------------------------------------------------------+
#ifndef HANDSEL_DEVICE_MQH
#define HANDSEL_DEVICE_MQH

// Dynamic arrays are the one thing that both languages spell differently; test/mql5_shim.hpp has the C++ side.
#ifdef __MQL5__
#define HANDSEL_BYTES(name) uchar name[]
#define HANDSEL_OUT(name) uchar &name[]
#define HANDSEL_IN(name) const uchar &name[]
#endif

//+------------------------------------------------------------------+
//| Bytes and text                                                    |
//+------------------------------------------------------------------+
void HandselAppend(HANDSEL_OUT(to), HANDSEL_IN(from))
  {
   int size = ArraySize(to);
   int more = ArraySize(from);
   ArrayResize(to, size + more);
   for(int i = 0; i < more; i++)
      to[size + i] = from[i];
  }

// StringToCharArray also copies a terminating zero, which would be signed: it is cut off here.
void HandselUtf8(const string text, HANDSEL_OUT(bytes))
  {
   int copied = StringToCharArray(text, bytes, 0, WHOLE_ARRAY, CP_UTF8);
   if(copied > 0 && bytes[copied - 1] == 0)
      copied--;
   ArrayResize(bytes, copied);
  }

string HandselEncode(HANDSEL_IN(bytes), const string alphabet, const bool padded)
  {
   string text = "";
   int size = ArraySize(bytes);
   for(int i = 0; i < size; i += 3)
     {
      uint triple = (uint)bytes[i] << 16;
      if(i + 1 < size)
         triple |= (uint)bytes[i + 1] << 8;
      if(i + 2 < size)
         triple |= (uint)bytes[i + 2];
      int digits = (size - i >= 3) ? 4 : size - i + 1;
      for(int digit = 0; digit < 4; digit++)
        {
         if(digit < digits)
            text += StringSubstr(alphabet, (int)((triple >> (18 - 6 * digit)) & 63), 1);
         else
            if(padded)
               text += "=";
        }
     }
   return text;
  }

string HandselBase64(HANDSEL_IN(bytes))
  {
   return HandselEncode(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", true);
  }

string HandselBase64Url(HANDSEL_IN(bytes))
  {
   return HandselEncode(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", false);
  }

// StringFind tells the case apart; an empty text consists of anything.
bool HandselOnly(const string text, const string allowed)
  {
   for(int i = 0; i < StringLen(text); i++)
      if(StringFind(allowed, StringSubstr(text, i, 1), 0) < 0)
         return false;
   return true;
  }

bool HandselVisible(const string text)
  {
   for(int i = 0; i < StringLen(text); i++)
     {
      int character = (int)StringGetCharacter(text, i);
      if(character < 0x21 || character > 0x7e)
         return false;
     }
   return true;
  }

// Without padding, and only as an encoder writes it: the bits that the last character has too many must be zero.
bool HandselBase64UrlDecode(const string text, HANDSEL_OUT(bytes))
  {
   string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
   int length = StringLen(text);
   int size = 0;
   uint triple = 0;
   int bits = 0;
   ArrayResize(bytes, length * 6 / 8);
   for(int i = 0; i < length; i++)
     {
      int digit = StringFind(alphabet, StringSubstr(text, i, 1), 0);
      if(digit < 0)
         return false;
      triple = ((triple << 6) | (uint)digit) & 0xFFFF;
      bits += 6;
      if(bits >= 8)
        {
         bits -= 8;
         bytes[size] = (uchar)((triple >> bits) & 0xFF);
         size++;
        }
     }
   return HandselBase64Url(bytes) == text;
  }

//+------------------------------------------------------------------+
//| CRC-32, SHA-256 (FIPS 180-4), HMAC-SHA256 (RFC 2104)              |
//+------------------------------------------------------------------+
uint HandselCrc32(HANDSEL_IN(bytes))
  {
   uint crc = 0xFFFFFFFF;
   for(int i = 0; i < ArraySize(bytes); i++)
     {
      crc ^= (uint)bytes[i];
      for(int bit = 0; bit < 8; bit++)
         crc = ((crc & 1) != 0) ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
     }
   return crc ^ 0xFFFFFFFF;
  }

const uint HANDSEL_K[64] =
  {
   0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
   0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
   0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
   0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
   0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
   0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
   0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
   0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

uint HandselRotate(const uint word, const int bits)
  {
   return (word >> bits) | (word << (32 - bits));
  }

void HandselSha256(HANDSEL_IN(message), HANDSEL_OUT(digest))
  {
   uint state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
   uint w[64];
   int size = ArraySize(message);
   int padded = ((size + 8) / 64 + 1) * 64;
   HANDSEL_BYTES(data);
   ArrayResize(data, padded);
   for(int i = 0; i < padded; i++)
      data[i] = (i < size) ? message[i] : (uchar)0;
   data[size] = 0x80;
   for(int i = 0; i < 4; i++)
     {
      data[padded - 1 - i] = (uchar)((((uint)size << 3) >> (8 * i)) & 0xFF);
      data[padded - 5 - i] = (uchar)((((uint)size >> 29) >> (8 * i)) & 0xFF);
     }
   for(int block = 0; block < padded; block += 64)
     {
      for(int i = 0; i < 16; i++)
        {
         int at = block + 4 * i;
         w[i] = ((uint)data[at] << 24) | ((uint)data[at + 1] << 16) | ((uint)data[at + 2] << 8) | (uint)data[at + 3];
        }
      for(int i = 16; i < 64; i++)
        {
         uint s0 = HandselRotate(w[i - 15], 7) ^ HandselRotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
         uint s1 = HandselRotate(w[i - 2], 17) ^ HandselRotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
         w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
      uint a = state[0];
      uint b = state[1];
      uint c = state[2];
      uint d = state[3];
      uint e = state[4];
      uint f = state[5];
      uint g = state[6];
      uint h = state[7];
      for(int i = 0; i < 64; i++)
        {
         uint s1 = HandselRotate(e, 6) ^ HandselRotate(e, 11) ^ HandselRotate(e, 25);
         uint t1 = h + s1 + ((e & f) ^ (~e & g)) + HANDSEL_K[i] + w[i];
         uint s0 = HandselRotate(a, 2) ^ HandselRotate(a, 13) ^ HandselRotate(a, 22);
         uint t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
         h = g;
         g = f;
         f = e;
         e = d + t1;
         d = c;
         c = b;
         b = a;
         a = t1 + t2;
        }
      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
      state[4] += e;
      state[5] += f;
      state[6] += g;
      state[7] += h;
     }
   ArrayResize(digest, 32);
   for(int i = 0; i < 32; i++)
      digest[i] = (uchar)((state[i / 4] >> (24 - 8 * (i % 4))) & 0xFF);
  }

void HandselHmac(HANDSEL_IN(key), HANDSEL_IN(message), HANDSEL_OUT(mac))
  {
   HANDSEL_BYTES(block);
   HANDSEL_BYTES(inner);
   HANDSEL_BYTES(outer);
   HANDSEL_BYTES(digest);
   if(ArraySize(key) > 64)
      HandselSha256(key, block);
   else
      HandselAppend(block, key);
   int size = ArraySize(block);
   ArrayResize(block, 64);
   ArrayResize(inner, 64);
   ArrayResize(outer, 64);
   for(int i = 0; i < 64; i++)
     {
      uchar byte_of_key = (i < size) ? block[i] : (uchar)0;
      inner[i] = (uchar)(byte_of_key ^ 0x36);
      outer[i] = (uchar)(byte_of_key ^ 0x5c);
     }
   HandselAppend(inner, message);
   HandselSha256(inner, digest);
   HandselAppend(outer, digest);
   HandselSha256(outer, mac);
  }

//+------------------------------------------------------------------+
//| The secret: dvs1_, 43 characters of base64url, 6 of checksum      |
//+------------------------------------------------------------------+
string HandselChecksum(const string text)
  {
   string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
   HANDSEL_BYTES(bytes);
   HandselUtf8(text, bytes);
   uint rest = HandselCrc32(bytes);
   string sum = "";
   for(int i = 0; i < 6; i++)
     {
      sum = StringSubstr(digits, (int)(rest % 62), 1) + sum;
      rest /= 62;
     }
   return sum;
  }

// Empty if the token is a secret, and then key has its 32 bytes; else what is wrong, which does not repeat the token.
string HandselReadSecret(const string token, HANDSEL_OUT(key))
  {
   ArrayResize(key, 0);
   if(StringSubstr(token, 0, 5) != "dvs1_")
      return "A secret begins with dvs1_.";
   if(StringLen(token) != 54)
      return "A secret has 54 characters: was it cut, or is there a newline?";
   if(HandselChecksum(StringSubstr(token, 0, 48)) != StringSubstr(token, 48, 6))
      return "The checksum of the secret does not match: was it mistyped?";
   if(!HandselBase64UrlDecode(StringSubstr(token, 5, 43), key))
     {
      ArrayResize(key, 0);
      return "The secret is not written as it was issued.";
     }
   return "";
  }

//+------------------------------------------------------------------+
//| The signature                                                     |
//+------------------------------------------------------------------+

string HandselBetween(const string text, const int start, const int end)
  {
   string none = "";
   return (end <= start) ? none : StringSubstr(text, start, end - start);
  }

// Whether this is four decimal numbers with dots between them.
bool HandselIsIpv4(const string host)
  {
   int start = 0;
   int numbers = 0;
   for(int i = 0; i <= StringLen(host); i++)
     {
      if(i < StringLen(host) && StringSubstr(host, i, 1) != ".")
         continue;
      string number = HandselBetween(host, start, i);
      if(number == "" || StringLen(number) > 3 || !HandselOnly(number, "0123456789")
         || (StringLen(number) > 1 && StringSubstr(number, 0, 1) == "0") || StringToInteger(number) > 255)
         return false;
      numbers++;
      start = i + 1;
     }
   return numbers == 4;
  }

// Whether the last label is a number in any base, which programs read as an IPv4 address.
bool HandselNumberLast(const string host)
  {
   int end = StringLen(host);
   if(end > 0 && StringSubstr(host, end - 1, 1) == ".")
      end--;
   int start = end;
   while(start > 0 && StringSubstr(host, start - 1, 1) != ".")
      start--;
   string label = HandselBetween(host, start, end);
   if(label == "")
      return false;
   if(StringLen(label) > 1 && StringSubstr(label, 0, 2) == "0x")
     {
      string digits = HandselBetween(label, 2, StringLen(label));
      return digits == "" || HandselOnly(digits, "0123456789abcdef");
     }
   return HandselOnly(label, "0123456789");
  }

// Whether an IPv6 address is in its shortest form; a few that are fall through, none that is not passes.
bool HandselIsIpv6(const string address)
  {
   int length = StringLen(address);
   int gap = StringFind(address, "::", 0);
   if(length == 0 || StringFind(address, ":::", 0) >= 0 || (gap >= 0 && StringFind(address, "::", gap + 1) >= 0)
      || StringFind(address, "::ffff:", 0) == 0)
      return false;
   int start = 0;
   int groups = 0;
   bool zero = false;
   for(int i = 0; i <= length; i++)
     {
      if(i < length && StringSubstr(address, i, 1) != ":")
         continue;
      string group = HandselBetween(address, start, i);
      bool at_gap = gap >= 0 && (i == gap || i == gap + 1 || start == gap + 2);
      if(group == "" && !at_gap)
         return false;
      if(group == "0" && (zero || at_gap))
         return false;
      zero = (group == "0");
      if(group != "")
        {
         groups++;
         if(StringLen(group) > 4 || !HandselOnly(group, "0123456789abcdef")
            || (StringLen(group) > 1 && StringSubstr(group, 0, 1) == "0"))
            return false;
        }
      start = i + 1;
     }
   return (gap < 0) ? groups == 8 : groups <= 6;
  }

// Whether the host is spelled as it is sent, whoever sends it.
bool HandselIsHost(const string host)
  {
   int length = StringLen(host);
   if(length > 2 && StringSubstr(host, 0, 1) == "[" && StringSubstr(host, length - 1, 1) == "]")
      return HandselIsIpv6(HandselBetween(host, 1, length - 1));
   if(length == 0 || !HandselOnly(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_~"))
      return false;
   return !HandselNumberLast(host) || HandselIsIpv4(host);
  }

bool HandselIsPort(const string port)
  {
   return port != "" && StringLen(port) <= 5 && HandselOnly(port, "0123456789") && StringSubstr(port, 0, 1) != "0"
          && StringToInteger(port) <= 65535;
  }

bool HandselIsHex(const string text, const int at)
  {
   return at + 1 < StringLen(text) && HandselOnly(StringSubstr(text, at, 2), "0123456789abcdefABCDEF");
  }

// Whether the path holds nothing that another program reads as another path: dot segments, also encoded and with
// parameters, empty segments, percent signs and control characters that are encoded badly.
bool HandselIsPlainPath(const string path)
  {
   int dots = 0;
   bool other = false;
   bool over = false;
   int start = 1;
   for(int i = 1; i <= StringLen(path); i++)
     {
      string c = "/";
      if(i < StringLen(path))
         c = StringSubstr(path, i, 1);
      string code = "";
      if(c == "%")
        {
         if(!HandselIsHex(path, i + 1))
            return false;
         code = StringSubstr(path, i + 1, 2);
         StringToLower(code);
         if(StringSubstr(code, 0, 1) == "0" || StringSubstr(code, 0, 1) == "1" || code == "7f")
            return false;
        }
      if(c == "/")
        {
         if((i == start && i < StringLen(path)) || (!other && (dots == 1 || dots == 2)))
            return false;
         dots = 0;
         other = false;
         over = false;
         start = i + 1;
        }
      else
         if(!over && (c == "." || code == "2e"))
            dots++;
         else
            if(!over && !other && dots > 0 && (c == ";" || code == "3b"))
               over = true;
            else
               if(!over)
                  other = true;
      if(code != "")
         i += 2;
     }
   return true;
  }

// Host of the URL in lower case, with its port unless that is the standard one of the scheme. WebRequest sends Host by
// itself, and from the same URL: never set that header, only sign what it will be. Empty if the URL is none, or spells its
// host in a way that is sent in another.
string HandselAuthority(const string url)
  {
   string lower = url;
   StringToLower(lower);
   string standard = "";
   if(StringSubstr(lower, 0, 8) == "https://")
      standard = ":443";
   else
      if(StringSubstr(lower, 0, 7) == "http://")
         standard = ":80";
      else
         return "";
   int start = StringFind(lower, "//", 0) + 2;
   int end = start;
   while(end < StringLen(lower) && StringFind("/?#", StringSubstr(lower, end, 1), 0) < 0)
      end++;
   if(end == start)
      return "";
   string authority = StringSubstr(lower, start, end - start);
   int colon = StringLen(authority);
   int last = StringLen(authority) - 1;
   while(last >= 0 && StringFind(":]", StringSubstr(authority, last, 1), 0) < 0)
      last--;
   if(last >= 0 && StringSubstr(authority, last, 1) == ":")
      colon = last;
   string host = HandselBetween(authority, 0, colon);
   string port = HandselBetween(authority, colon + 1, StringLen(authority));
   if(!HandselIsHost(host) || (colon < StringLen(authority) && !HandselIsPort(port)))
      return "";
   return (":" + port == standard) ? host : authority;
  }

// Path and query exactly as they are sent: nothing is decoded, re-cased or sorted.
string HandselPath(const string target)
  {
   int query = StringFind(target, "?", 0);
   return (query < 0) ? target : StringSubstr(target, 0, query);
  }

string HandselQuery(const string target)
  {
   int query = StringFind(target, "?", 0);
   string none = "?";
   return (query < 0) ? none : StringSubstr(target, query, StringLen(target) - query);
  }

string HandselContentDigest(HANDSEL_IN(body))
  {
   HANDSEL_BYTES(digest);
   HandselSha256(body, digest);
   string text = "sha-256=:";
   return text + HandselBase64(digest) + ":";
  }

// expires 0: none. with_alg: alg may be left out.
string HandselParameters(const bool with_body, const long created, const long expires, const string nonce,
                         const string keyid, const bool with_alg)
  {
   string text = "(\"@method\" \"@authority\" \"@path\" \"@query\"";
   if(with_body)
      text += " \"content-type\" \"content-digest\"";
   text += ");created=";
   text += IntegerToString(created);
   if(expires != 0)
     {
      text += ";expires=";
      text += IntegerToString(expires);
     }
   text += ";nonce=\"" + nonce + "\";keyid=\"" + keyid + "\"";
   if(with_alg)
      text += ";alg=\"hmac-sha256\"";
   text += ";tag=\"device-v1\"";
   return text;
  }

// An empty content_digest: no body.
string HandselBase(const string method, const string authority, const string target, const string content_type,
                   const string content_digest, const string parameters)
  {
   string text = "\"@method\": ";
   text += method + "\n\"@authority\": " + authority;
   text += "\n\"@path\": " + HandselPath(target);
   text += "\n\"@query\": " + HandselQuery(target);
   if(StringLen(content_digest) > 0)
     {
      text += "\n\"content-type\": " + content_type;
      text += "\n\"content-digest\": " + content_digest;
     }
   text += "\n\"@signature-params\": " + parameters;
   return text;
  }

string HandselMac(HANDSEL_IN(key), const string text)
  {
   HANDSEL_BYTES(bytes);
   HANDSEL_BYTES(mac);
   HandselUtf8(text, bytes);
   HandselHmac(key, bytes, mac);
   return HandselBase64(mac);
  }

// What would be signed amiss or refused anyway; empty if all is well.
string HandselCheck(const string method, const string target, const string content_type, const string nonce)
  {
   string word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
   if(StringLen(method) == 0 || !HandselOnly(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
      return "Write the method in capitals: it is signed as it is sent.";
   if(StringSubstr(target, 0, 1) != "/" || !HandselVisible(target) || StringFind(target, "#", 0) >= 0)
      return "The target is a path with an optional query, in visible ASCII; percent-encode the rest first.";
   for(int i = 0; i < StringLen(target); i++)
      if(StringFind("\"<>\\^`{|}", StringSubstr(target, i, 1), 0) >= 0)
         return "Some programs encode \" < > \\ ^ ` { | } and others send them; percent-encode them first.";
   string path = HandselPath(target);
   if(!HandselIsPlainPath(path) || StringFind(path, "[", 0) >= 0 || StringFind(path, "]", 0) >= 0)
      return "Others may read this path as another: no dot segments, empty segments, brackets and bad percent signs.";
   if(StringFind(content_type, "\r", 0) >= 0 || StringFind(content_type, "\n", 0) >= 0)
      return "A content type stands on one line.";
   if(StringLen(nonce) < 16 || StringLen(nonce) > 64 || !HandselOnly(nonce, word))
      return "A nonce has 16 to 64 characters of A-Z a-z 0-9 _ -.";
   return "";
  }

//+------------------------------------------------------------------+
//| The compatible scheme of four headers. Its key is the ASCII text  |
//| of the secret's 43 characters; it does not cover host and query.  |
//+------------------------------------------------------------------+
string HandselLegacyBase(const string method, const string path, const string body, const string device_id,
                         const string nonce, const string timestamp)
  {
   string text = method;
   text += "|" + path + "|" + body + "|" + device_id + "|" + nonce + "|" + timestamp;
   return text;
  }

string HandselLegacyMac(const string token, const string text)
  {
   HANDSEL_BYTES(key);
   HandselUtf8(StringSubstr(token, 5, 43), key);
   return HandselMac(key, text);
  }

//+------------------------------------------------------------------+
//| Times of RFC 3339, as the server tells its own                    |
//+------------------------------------------------------------------+
long HandselDays(const long year, const long month, const long day)
  {
   long y = (month <= 2) ? year - 1 : year;
   long m = (month <= 2) ? month + 9 : month - 3;
   return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
  }

// Seconds since 1970; 0 if it is not a time in UTC.
long HandselParseTime(const string text)
  {
   int length = StringLen(text);
   if(length < 20 || StringSubstr(text, length - 1, 1) != "Z" || StringSubstr(text, 10, 1) != "T")
      return 0;
   string digits = StringSubstr(text, 0, 4) + StringSubstr(text, 5, 2) + StringSubstr(text, 8, 2)
                   + StringSubstr(text, 11, 2) + StringSubstr(text, 14, 2) + StringSubstr(text, 17, 2);
   if(!HandselOnly(digits, "0123456789"))
      return 0;
   long day = HandselDays(StringToInteger(StringSubstr(digits, 0, 4)), StringToInteger(StringSubstr(digits, 4, 2)),
                          StringToInteger(StringSubstr(digits, 6, 2)));
   return day * 86400 + StringToInteger(StringSubstr(digits, 8, 2)) * 3600
          + StringToInteger(StringSubstr(digits, 10, 2)) * 60 + StringToInteger(StringSubstr(digits, 12, 2));
  }

// The text of a member of a flat JSON object whose text has no escapes; empty if there is none.
string HandselMember(const string json, const string name)
  {
   string quoted = "\"";
   quoted += name + "\"";
   int at = StringFind(json, quoted, 0);
   if(at < 0)
      return "";
   int start = StringFind(json, "\"", at + StringLen(quoted));
   if(start < 0)
      return "";
   int end = StringFind(json, "\"", start + 1);
   if(end <= start + 1)
      return "";
   return StringSubstr(json, start + 1, end - start - 1);
  }

#ifdef __MQL5__
//+------------------------------------------------------------------+
//| From here on MQL5 alone                                           |
//|                                                                   |
//| Allow the server's address under Tools, Options, Expert Advisors. |
//| WebRequest is not available in the tester and in indicators.      |
//+------------------------------------------------------------------+
class CHandselDevice
  {
private:
   string            m_server;
   string            m_authority;
   string            m_key_id;
   uchar             m_key[];
   long              m_offset;
   uint              m_count;
   uchar             m_pool[];
   string            m_error;

   string            Nonce(void);
   int               Send(const string method, const string target, const uchar &body[], const string content_type,
                          const string idempotency_key, string &answer);
   bool              Learn(const string answer, const long before);
public:
                     CHandselDevice(void) : m_offset(0), m_count(0) {}
   bool              Open(const string server, const string key_id, const string secret);
   int               Request(const string method, const string target, const string body, string &answer,
                             const string content_type = "application/json", const string idempotency_key = "");
   string            Error(void) const { return m_error; }
  };

//+------------------------------------------------------------------+
//| server: scheme, host and port, nothing after them.                |
//| Do not write the secret into the program or an input that is      |
//| saved with a template: read it from a file of the terminal.       |
//+------------------------------------------------------------------+
bool CHandselDevice::Open(const string server, const string key_id, const string secret)
  {
   m_error = HandselReadSecret(secret, m_key);
   m_authority = HandselAuthority(server);
   int host = StringFind(server, "//", 0) + 2;
   if(m_authority == "" || StringFind(server, "/", host) >= 0 || StringFind(server, "?", host) >= 0)
      m_error = "The server is scheme://host[:port] and nothing after it, the host spelled in the usual way.";
   if(key_id == "" || !HandselOnly(key_id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"))
      m_error = "Not the id of a credential (dk_...).";
   m_server = server;
   m_key_id = key_id;
   return m_error == "";
  }

//+------------------------------------------------------------------+
//| Answers the status, or -1 with Error() set. One more try, with a  |
//| new nonce, if the server says that the clock is wrong.            |
//| After a lost answer repeat it with the same idempotency_key.      |
//+------------------------------------------------------------------+
int CHandselDevice::Request(const string method, const string target, const string body, string &answer,
                            const string content_type, const string idempotency_key)
  {
   uchar bytes[];
   HandselUtf8(body, bytes);
   long before = (long)TimeGMT();
   int status = Send(method, target, bytes, content_type, idempotency_key, answer);
   if(status == 401 && HandselMember(answer, "code") == "timestamp_out_of_window" && Learn(answer, before))
      status = Send(method, target, bytes, content_type, idempotency_key, answer);
   return status;
  }

//+------------------------------------------------------------------+
//| created is TimeGMT: TimeLocal and TimeCurrent (the broker's time) |
//| are hours off. TimeGMT is the clock of this computer.             |
//+------------------------------------------------------------------+
int CHandselDevice::Send(const string method, const string target, const uchar &body[], const string content_type,
                         const string idempotency_key, string &answer)
  {
   string nonce = Nonce();
   m_error = HandselCheck(method, target, content_type, nonce);
   if(m_error != "")
      return -1;
   bool with_body = ArraySize(body) > 0;
   string digest = with_body ? HandselContentDigest(body) : "";
   string parameters = HandselParameters(with_body, (long)TimeGMT() + m_offset, 0, nonce, m_key_id, true);
   string base = HandselBase(method, m_authority, target, content_type, digest, parameters);
   string headers = with_body ? "Content-Type: " + content_type + "\r\nContent-Digest: " + digest + "\r\n" : "";
   headers += "Signature-Input: sig=" + parameters + "\r\nSignature: sig=:" + HandselMac(m_key, base) + ":\r\n";
   if(idempotency_key != "")
      headers += "Idempotency-Key: " + idempotency_key + "\r\n";
   char data[];
   char result[];
   string result_headers;
   ArrayResize(data, ArraySize(body));
   for(int i = 0; i < ArraySize(body); i++)
      data[i] = (char)body[i];
   ResetLastError();
   int status = WebRequest(method, m_server + target, headers, 30000, data, result, result_headers);
   if(status == -1)
     {
      m_error = "WebRequest failed with error " + IntegerToString(GetLastError());
      return -1;
     }
   answer = CharArrayToString(result, 0, WHOLE_ARRAY, CP_UTF8);
   return status;
  }

//+------------------------------------------------------------------+
//| The server's time is taken to be that of the middle between       |
//| sending and receiving. One more than a day off is not believed.   |
//+------------------------------------------------------------------+
bool CHandselDevice::Learn(const string answer, const long before)
  {
   long server = HandselParseTime(HandselMember(answer, "server_time"));
   long offset = server - (before + (long)TimeGMT()) / 2;
   if(server == 0 || offset > 86400 || offset < -86400)
      return false;
   m_offset = offset;
   return true;
  }

//+------------------------------------------------------------------+
//| MathRand has 15 bits and is seeded badly, so it is only one of    |
//| many things that go through SHA-256, together with the state of   |
//| the nonce before. What that guarantees is that nonces do not      |
//| repeat: within a run by the counter, between programs, terminals  |
//| and accounts by their data and the clock. Somebody may be able to |
//| guess them, and that is no harm: a nonce is no secret, it travels |
//| in clear. Never make keys or passwords in this way.               |
//+------------------------------------------------------------------+
string CHandselDevice::Nonce(void)
  {
   m_count++;
   string seen = IntegerToString((long)GetMicrosecondCount()) + "|" + IntegerToString((long)GetTickCount64());
   seen += "|" + IntegerToString((long)TimeLocal()) + "|" + IntegerToString(m_count);
   seen += "|" + IntegerToString(MathRand()) + "|" + IntegerToString(MathRand()) + "|" + IntegerToString(MathRand());
   seen += "|" + IntegerToString(ChartID()) + "|" + IntegerToString(AccountInfoInteger(ACCOUNT_LOGIN));
   seen += "|" + AccountInfoString(ACCOUNT_SERVER) + "|" + TerminalInfoString(TERMINAL_DATA_PATH);
   seen += "|" + MQLInfoString(MQL_PROGRAM_NAME) + "|" + m_key_id;
   uchar bytes[];
   HandselUtf8(seen, bytes);
   HandselAppend(bytes, m_pool);
   HandselSha256(bytes, m_pool);
   return StringSubstr(HandselBase64Url(m_pool), 0, 32);
  }
#endif // __MQL5__

#endif // HANDSEL_DEVICE_MQH
